"""Under `questions/`: the same by the link in a message, without an account."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from evaluation.views import mine

app_name = "questions"
urlpatterns = [
    path(_("thanks/"), mine.thanks, name="thanks"),
    path("<str:token>/", mine.start_by_link, name="start"),
    path("<str:token>/<int:number>/", mine.page_by_link, name="page"),
    path(_("<str:token>/end/"), mine.end_by_link, name="end"),
    path(_("<str:token>/no/"), mine.decline_by_link, name="decline"),
]
