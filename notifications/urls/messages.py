"""Under `messages/`: what the foot of an e-mail links to."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from notifications.views import stopping

app_name = "messages"
urlpatterns = [
    path(_("stop/<str:token>/"), stopping.stop, name="stop"),
]
