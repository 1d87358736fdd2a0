"""Under `my/about-me/`."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from evaluation.views import about_me

app_name = "about_me"
urlpatterns = [
    path("", about_me.about_me, name="questions"),
    path(_("take-back/"), about_me.take_back, name="take_back"),
]
