"""Under `desk/evidence/equity/`."""

from django.urls import path

from evaluation.views import evidence

app_name = "evidence_equity"
urlpatterns = [path("", evidence.equity, name="show")]
