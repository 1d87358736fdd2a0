"""The mail provider's address. One of them hands in whole letters only where the address has "mime" in it."""

from django.urls import path

from notifications.views import mail

app_name = "mail"

urlpatterns = [
    path("inbound-mime/", mail.inbound, name="inbound"),
]
