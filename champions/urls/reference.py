"""Under `reference/`: whoever holds the signed link was named by a champion."""

from django.urls import path

from champions.views import reference

app_name = "reference"
urlpatterns = [
    path("<str:token>/", reference.answer, name="answer"),
]
