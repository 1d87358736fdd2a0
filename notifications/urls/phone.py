"""The provider's addresses."""

from django.urls import path

from notifications.views import phone

app_name = "phone"

urlpatterns = [
    path("sms/", phone.sms, name="sms"),
    path("status/", phone.status, name="status"),
]
