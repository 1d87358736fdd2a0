"""Under `my/champion/`: what a champion needs, on a telephone first."""

from django.urls import path

from champions.views import helping, home

app_name = "my_champion"
urlpatterns = [
    path("", home.home, name="home"),
    path("<int:pk>/helps-out/", helping.helps_out, name="helps_out"),
]
