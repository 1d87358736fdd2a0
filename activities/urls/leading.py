"""Under `my/groups/`: for those who lead them."""

from django.urls import path

from activities.views import asking, leading, leading_series, substitutes, writing

app_name = "leading"
urlpatterns = [
    path("<int:pk>/", leading.group, name="group"),
    path("<int:pk>/dates/", leading_series.when_where, name="when_where"),
    path("<int:pk>/pause/", leading_series.pause, name="pause"),
    path("<int:pk>/resume/", leading_series.resume, name="resume"),
    path("<int:pk>/ask/", asking.ask, name="ask"),
    path("date/<uuid:public_id>/move/", leading.move, name="move"),
    path("date/<uuid:public_id>/cancel/", leading.cancel, name="cancel"),
    path("date/<uuid:public_id>/seats/", leading.resize, name="resize"),
    path("date/<uuid:public_id>/this-time/", leading.this_time, name="this_time"),
    path("date/<uuid:public_id>/coming/", writing.who, name="coming"),
    path("date/<uuid:public_id>/message/", writing.write, name="write"),
    path("date/<uuid:public_id>/substitute/", substitutes.seek, name="substitute"),
    path("asked/<uuid:public_id>/", asking.asked, name="asked"),
    path("asked/<uuid:public_id>/withdraw/", asking.withdraw, name="withdraw"),
]
