"""Under `desk/calls/`."""

from django.urls import path

from notifications import views

app_name = "desk_calls"
urlpatterns = [
    path("", views.call_list, name="list"),
    path("note/", views.note, name="note"),
]
