"""Under `desk/prescriptions/new/`."""

from django.urls import path

from prescriptions.views import writing

app_name = "prescribing"
urlpatterns = [
    path("", writing.find, name="find"),
    path("client/", writing.for_stranger, name="for_stranger"),
    path("<uuid:public_id>/", writing.for_person, name="for_person"),
]
