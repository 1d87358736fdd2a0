"""Under `my/stories/`: what somebody told their centre."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from evaluation.views import stories_mine

app_name = "my_stories"
urlpatterns = [
    path("", stories_mine.every, name="list"),
    path(_("tell/"), stories_mine.tell, name="tell"),
    path("<uuid:public_id>/", stories_mine.story, name="story"),
    path(_("<uuid:public_id>/reach/"), stories_mine.reach, name="reach"),
    path(_("<uuid:public_id>/answer/"), stories_mine.answer, name="answer"),
    path(_("<uuid:public_id>/withdraw/"), stories_mine.withdraw, name="withdraw"),
]
