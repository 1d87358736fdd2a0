"""Under `sign-up/`: no account needed."""

from django.urls import path

from activities.views import signup

app_name = "signup"
urlpatterns = [path("<uuid:public_id>/", signup.start, name="start")]
