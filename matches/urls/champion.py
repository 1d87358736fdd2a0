"""Under `my/champion/matches/`: a champion's own."""

from django.urls import path

from matches.views import champion, profiles

app_name = "my_matches"
urlpatterns = [
    path("offer/<int:pk>/", profiles.mine, name="profile"),
    path("<uuid:public_id>/", champion.show, name="match"),
    path("<uuid:public_id>/answer/", champion.answer, name="answer"),
]
