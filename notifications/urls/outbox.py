"""Under `desk/outbox/`."""

from django.urls import path

from notifications.views import outbox

app_name = "desk_outbox"
urlpatterns = [
    path("", outbox.message_list, name="list"),
    path("<int:pk>/call/", outbox.call, name="call"),
    path("<int:pk>/again/", outbox.resend, name="resend"),
]
