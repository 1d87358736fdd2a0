"""The telephone to try."""

from django.urls import path

from notifications.views import simulator

app_name = "desk_simulator"
urlpatterns = [
    path("", simulator.phone, name="phone"),
    path("screen/", simulator.screen, name="screen"),
    path("act/", simulator.act, name="act"),
]
