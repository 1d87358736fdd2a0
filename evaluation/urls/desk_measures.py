"""Under `desk/measures/`: the centre's plan, and asking by staff."""

from django.urls import path

from evaluation.views import asking_agreement, desk, paper, plan

app_name = "desk_measures"
urlpatterns = [
    path("plan/", plan.plan, name="plan"),
    path("paper/", paper.by_code, name="by_code"),
    path("agreement/<uuid:case>/", asking_agreement.say, name="agree"),
    path("<uuid:public_id>/print/", paper.sheet, name="print"),
    path("<uuid:public_id>/<slug:way>/", desk.start, name="start"),
    path("<uuid:public_id>/<slug:way>/<int:number>/", desk.page, name="page"),
    path("<uuid:public_id>/<slug:way>/end/", desk.end, name="end"),
    path("<uuid:public_id>/<slug:way>/no/", desk.decline, name="decline"),
]
