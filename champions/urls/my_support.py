"""Under `my/champion/`: support, hours and thanks."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from champions.views import my_hours, my_support, my_thanks

app_name = "my_support"
urlpatterns = [
    path(_("<int:pk>/plan/"), my_support.plan, name="plan"),
    path(_("<int:pk>/plan/right/"), my_support.plan_right, name="plan_right"),
    path(_("<int:pk>/break/"), my_support.break_new, name="break"),
    path(_("<int:pk>/back/"), my_support.come_back, name="back"),
    path(_("<int:pk>/hours/"), my_hours.of_mine, name="hours"),
    path(_("<int:pk>/hours/new/"), my_hours.write_down, name="hours_new"),
    path(_("<int:pk>/thanks/<int:year>/"), my_thanks.letter, name="letter"),
    path(_("<int:pk>/certificate/"), my_thanks.certificate_new, name="certificate_new"),
    path(_("certificates/<int:pk>/"), my_thanks.certificate, name="certificate"),
    path(_("certificates/<int:pk>/end/"), my_thanks.certificate_end, name="certificate_end"),
    path(_("<int:pk>/story/"), my_thanks.story, name="story"),
    path(_("stories/<int:pk>/withdraw/"), my_thanks.story_withdraw, name="story_withdraw"),
]
