"""Under `my/champion/`: what a champion needs, on a telephone first."""

from django.urls import path

from champions.views import applying, helping, home

app_name = "my_champion"
urlpatterns = [
    path("", home.home, name="home"),
    path("<int:pk>/helps-out/", helping.helps_out, name="helps_out"),
    path("<int:pk>/about/<int:number>/", applying.my_page, name="page"),
    path("<int:pk>/about/check/", applying.my_check, name="check"),
]
