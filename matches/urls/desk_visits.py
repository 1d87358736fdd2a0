"""Under `desk/visits/`."""

from django.urls import path

from matches.views import desk_visits

app_name = "desk_visits"
urlpatterns = [
    path("", desk_visits.today, name="today"),
    path("on-call/", desk_visits.on_call, name="on_call"),
    path("alert/<int:pk>/", desk_visits.alert, name="alert"),
    path("alert/<int:pk>/take/", desk_visits.take, name="take"),
    path("followed-up/<int:pk>/", desk_visits.followed_up, name="followed_up"),
    path("match/<uuid:public_id>/", desk_visits.of_match, name="match"),
    path("match/<uuid:public_id>/plan/", desk_visits.plan, name="plan"),
    path("<uuid:public_id>/move/", desk_visits.move, name="move"),
    path("<uuid:public_id>/cancel/", desk_visits.cancel, name="cancel"),
    path("<uuid:public_id>/log/", desk_visits.log, name="log"),
]
