"""Under `phone/`: the provider's address for calls that champions make through the line."""

from django.urls import path

from activities.views import phone_asked

app_name = "phone_asked"
urlpatterns = [path("asked/<uuid:public_id>/", phone_asked.answered, name="answered")]
