"""Under `desk/evidence/change/`."""

from django.urls import path

from evaluation.views import evidence

app_name = "evidence_change"
urlpatterns = [path("", evidence.change, name="show")]
