"""Under `offer/`: somebody would like to help."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from champions.views import offer

app_name = "offer"
urlpatterns = [
    path("", offer.start, name="start"),
    path(_("thanks/"), offer.thanks, name="thanks"),
]
