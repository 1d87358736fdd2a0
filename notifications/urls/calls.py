"""Under `desk/calls/`."""

from django.urls import path

from notifications.views import calls

app_name = "desk_calls"
urlpatterns = [
    path("", calls.call_list, name="list"),
    path("note/", calls.note, name="note"),
]
