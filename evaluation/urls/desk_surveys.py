"""Under `desk/surveys/`: what champions, providers and managers are asked."""

from django.urls import path

from evaluation.views import surveys

app_name = "desk_surveys"
urlpatterns = [
    path("", surveys.rounds, name="list"),
    path("new/", surveys.new, name="new"),
    path("<uuid:public_id>/", surveys.show, name="show"),
    path("<uuid:public_id>/chart/", surveys.chart, name="chart"),
]
