"""Under `desk/evidence/change/`."""

from django.urls import path

from evaluation.views import evidence

app_name = "evidence_change"
urlpatterns = [
    path("", evidence.change, name="show"),
    path("chart/<slug:slug>/", evidence.change_chart, name="chart"),
]
