"""Under `desk/privacy/`."""

from django.urls import path

from privacy.views import incidents, looks, requests, retention, trail, year

app_name = "privacy"
urlpatterns = [
    path("", trail.who_looked, name="trail"),
    path("only/", trail.only, name="only"),
    path("people/<uuid:public_id>/looked/", trail.looked_paper, name="looked"),
    path("people/<uuid:public_id>/looked.csv", trail.looked_csv, name="looked_csv"),
    path("people/<uuid:public_id>/well-known/", looks.well_known, name="well_known"),
    path("people/<uuid:public_id>/request/", requests.new, name="request_new"),
    path("looks/", looks.look_list, name="looks"),
    path("looks/<uuid:public_id>/", looks.look, name="look"),
    path("looks/<uuid:public_id>/incident/", incidents.of_look, name="incident_of_look"),
    path("incidents/", incidents.incident_list, name="incidents"),
    path("incidents/new/", incidents.new, name="incident_new"),
    path("incidents/year/<int:year>/", year.show, name="year"),
    path("incidents/year/<int:year>/paper/", year.on_paper, name="year_paper"),
    path("incidents/<uuid:public_id>/", incidents.show, name="incident"),
    path("incidents/<uuid:public_id>/change/", incidents.change, name="incident_change"),
    path("incidents/<uuid:public_id>/reasons/", incidents.reasons, name="incident_reasons"),
    path("incidents/<uuid:public_id>/contain/", incidents.contain, name="incident_contain"),
    path("incidents/<uuid:public_id>/told/", incidents.tell, name="incident_told"),
    path("incidents/<uuid:public_id>/close/", incidents.close, name="incident_close"),
    path("incidents/<uuid:public_id>/reopen/", incidents.reopen, name="incident_reopen"),
    path("incidents/<uuid:public_id>/people/", incidents.people, name="incident_people"),
    path("incidents/<uuid:public_id>/people/<uuid:person_id>/", incidents.add_person, name="incident_add"),
    path("incidents/<uuid:public_id>/people/<int:pk>/remove/", incidents.remove_person, name="incident_remove"),
    path("requests/", requests.request_list, name="requests"),
    path("requests/<uuid:public_id>/", requests.show, name="request"),
    path("requests/<uuid:public_id>/copy/", requests.copy, name="copy"),
    path("requests/<uuid:public_id>/copy.json", requests.copy_json, name="copy_json"),
    path("requests/<uuid:public_id>/extend/", requests.extend, name="request_extend"),
    path("requests/<uuid:public_id>/withdraw/", requests.withdraw, name="request_withdraw"),
    path("requests/<uuid:public_id>/statement/", requests.statement, name="request_statement"),
    path("retention/", retention.schedule, name="retention"),
    path("retention/<str:slug>/", retention.decide, name="retention_decide"),
]
