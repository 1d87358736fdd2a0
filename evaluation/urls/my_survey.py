"""Under `my/survey/`: whoever is asked answers."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from evaluation.views import my_survey

app_name = "my_survey"
urlpatterns = [
    path("<uuid:public_id>/", my_survey.answer, name="answer"),
    path(_("<uuid:public_id>/no/"), my_survey.decline, name="decline"),
]
