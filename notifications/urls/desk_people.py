"""Under `desk/people/`, beside the record itself."""

from django.urls import path

from notifications.views import preferences

app_name = "desk_messages"
urlpatterns = [
    path("<uuid:public_id>/messages/", preferences.of_person, name="preferences"),
]
