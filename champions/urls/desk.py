"""Under `desk/champions/`."""

from django.urls import path

from champions.views import champions, file

app_name = "champions"
urlpatterns = [
    path("", champions.champions, name="list"),
    path("welcome/<uuid:public_id>/", champions.welcome, name="welcome"),
    path("<int:pk>/", file.show, name="file"),
    path("<int:pk>/edit/", champions.edit, name="edit"),
    path("<int:pk>/pause/", champions.pause, name="pause"),
    path("<int:pk>/resume/", champions.resume, name="resume"),
]
