"""Under `stand-in/`: whoever holds the signed link answers as the champion who was asked."""

from django.urls import path

from activities.views import substitutes

app_name = "stand_in"
urlpatterns = [
    path("<str:token>/", substitutes.answer, name="show"),
]
