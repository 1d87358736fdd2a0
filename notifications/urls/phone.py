"""The provider's addresses."""

from django.urls import path

from notifications.views import line, phone

app_name = "phone"

urlpatterns = [
    path("sms/", phone.sms, name="sms"),
    path("voice/", line.call, name="voice"),
    path("voice/message/<int:pk>/", line.message, name="voice_message"),
    path("voice/<slug:step>/", line.step, name="voice_step"),
    path("status/", phone.status, name="status"),
]
