"""Under `desk/champions/`: support, hours and thanks."""

from django.urls import path

from champions.views import hours, support, thanks

app_name = "champion_support"
urlpatterns = [
    path("load/", support.carrying_much, name="load"),
    path("<int:pk>/plan/", support.plan, name="plan"),
    path("<int:pk>/notes/new/", support.note, name="note"),
    path("<int:pk>/check-in/", support.check_in, name="check_in"),
    path("<int:pk>/check-ins/", support.rhythm, name="rhythm"),
    path("hours/", hours.waiting, name="waiting"),
    path("hours/<int:pk>/count/", hours.count, name="count"),
    path("hours/<int:pk>/decline/", hours.decline, name="decline"),
    path("hours/<int:pk>/correct/", hours.correct, name="correct"),
    path("<int:pk>/hours/", hours.of_champion, name="hours"),
    path("<int:pk>/hours/new/", hours.add, name="hours_add"),
    path("<int:pk>/letter/", thanks.letter, name="letter"),
    path("<int:pk>/certificate/", thanks.certificate_new, name="certificate_new"),
    path("certificates/<int:pk>/", thanks.certificate, name="certificate"),
    path("certificates/<int:pk>/end/", thanks.certificate_end, name="certificate_end"),
    path("<int:pk>/story/", thanks.story, name="story"),
    path("stories/<int:pk>/withdraw/", thanks.story_withdraw, name="story_withdraw"),
]
