"""Under `my/visits/`: the visits that somebody makes or gets."""

from django.urls import path

from matches.views import visits

app_name = "my_visits"
urlpatterns = [
    path("plan/<uuid:public_id>/", visits.plan, name="plan"),
    path("<uuid:public_id>/", visits.show, name="visit"),
    path("<uuid:public_id>/arrive/", visits.arrive, name="arrive"),
    path("<uuid:public_id>/leave/", visits.leave, name="leave"),
    path("<uuid:public_id>/stay/", visits.stay, name="stay"),
    path("<uuid:public_id>/help/", visits.help_me, name="help"),
    path("<uuid:public_id>/move/", visits.move, name="move"),
    path("<uuid:public_id>/cancel/", visits.cancel, name="cancel"),
    path("<uuid:public_id>/log/", visits.log, name="log"),
]
