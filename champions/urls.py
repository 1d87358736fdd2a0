"""Under `desk/champions/`."""

from django.urls import path

from champions import views

app_name = "champions"
urlpatterns = [
    path("", views.champions, name="list"),
    path("welcome/<uuid:public_id>/", views.welcome, name="welcome"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/pause/", views.pause, name="pause"),
    path("<int:pk>/resume/", views.resume, name="resume"),
]
