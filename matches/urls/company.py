"""Under `company/`: without an account."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from matches.views import family, says

app_name = "company"
urlpatterns = [
    path("", family.ask, name="family"),
    path(_("thanks/"), family.thanks, name="thanks"),
    path(_("say/<str:token>/"), says.say, name="say"),
]
