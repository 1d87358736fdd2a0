"""Under `my/calendars/`: the calendars of whoever has an account, or has opened their own page without one."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from calendars.views import mine

app_name = "my_calendars"
urlpatterns = [
    path("", mine.calendars, name="list"),
    path(_("new/"), mine.new, name="new"),
    path(_("<int:pk>/change/"), mine.change, name="change"),
    path(_("<int:pk>/new-address/"), mine.rotate, name="rotate"),
    path(_("<int:pk>/end/"), mine.revoke, name="revoke"),
]
