"""Under `asked/`: somebody was asked to be a Health Champion, and answers."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from champions.views import asked

app_name = "asked"
urlpatterns = [
    path("<str:token>/", asked.show, name="show"),
    path(_("<str:token>/yes/"), asked.yes, name="yes"),
    path(_("<str:token>/not-now/"), asked.not_now, name="not_now"),
    path(_("<str:token>/call/"), asked.call, name="call"),
    path(_("<str:token>/about/<int:number>/"), asked.page, name="page"),
    path(_("<str:token>/about/check/"), asked.check, name="check"),
]
