"""Under `messages/`: how one likes to be reached, and what the foot of an e-mail links to."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from notifications.views import preferences, stopping

app_name = "messages"
urlpatterns = [
    path("", preferences.mine, name="preferences"),
    path(_("stop/<str:token>/"), stopping.stop, name="stop"),
]
