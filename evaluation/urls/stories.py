"""Under `desk/stories/`."""

from django.urls import path

from evaluation.views import stories_desk

app_name = "desk_stories"
urlpatterns = [
    path("", stories_desk.every, name="list"),
    path("told/", stories_desk.told, name="told"),
    path("of/<uuid:public_id>/", stories_desk.write, name="write"),
    path("<uuid:public_id>/", stories_desk.story, name="story"),
    path("<uuid:public_id>/reach/", stories_desk.reach, name="reach"),
    path("<uuid:public_id>/answer/", stories_desk.answer, name="answer"),
    path("<uuid:public_id>/withdraw/", stories_desk.withdraw, name="withdraw"),
]
