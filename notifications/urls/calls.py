"""Under `desk/calls/`."""

from django.urls import path

from notifications.views import call_backs, calls

app_name = "desk_calls"
urlpatterns = [
    path("", calls.call_list, name="list"),
    path("note/", calls.note, name="note"),
    path("waiting/<int:pk>/", call_backs.settle, name="settle"),
    path("waiting/<int:pk>/recording/", call_backs.recording, name="recording"),
]
