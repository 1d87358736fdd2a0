"""Under `my/champion/training/`."""

from django.urls import path

from cms import views

app_name = "my_training"
urlpatterns = [
    path("<uuid:key>/", views.lesson, name="lesson"),
]
