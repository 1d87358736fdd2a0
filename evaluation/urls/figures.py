"""Under `desk/evidence/`."""

from django.urls import path

from evaluation.views import figures

app_name = "desk_evidence"
urlpatterns = [
    path("", figures.home, name="home"),
    path("chart/<slug:slug>/", figures.chart, name="chart"),
]
