"""Under `desk/cases/`. A case is named by its prescription."""

from django.urls import path

from prescriptions.views import case, caseload

app_name = "desk_cases"
urlpatterns = [
    path("", caseload.caseload, name="caseload"),
    path("search/", caseload.search, name="search"),
    path("<uuid:public_id>/", case.show, name="case"),
    path("<uuid:public_id>/take/", case.take, name="take"),
    path("<uuid:public_id>/give-back/", case.give_back, name="give_back"),
    path("<uuid:public_id>/try/", case.note_try, name="try"),
    path("<uuid:public_id>/step/", case.step, name="step"),
    path("<uuid:public_id>/hand-over/", case.hand_over, name="hand_over"),
    path("<uuid:public_id>/close/", case.close, name="close"),
    path("<uuid:public_id>/reopen/", case.reopen, name="reopen"),
    path("<uuid:public_id>/transfer/", case.transfer, name="transfer"),
]
