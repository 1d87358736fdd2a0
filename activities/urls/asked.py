"""Under `my/champion/asked/`: what is asked of a champion for one person."""

from django.urls import path

from activities.views import asked_calls

app_name = "asked_calls"
urlpatterns = [
    path("<uuid:public_id>/", asked_calls.call, name="call"),
    path("<uuid:public_id>/ring/", asked_calls.ring, name="ring"),
]
