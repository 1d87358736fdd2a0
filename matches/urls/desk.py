"""Under `desk/matches/`."""

from django.urls import path

from matches.views import desk_matches, desk_requests, profiles

app_name = "desk_matches"
urlpatterns = [
    path("", desk_requests.waiting, name="waiting"),
    path("running/", desk_matches.running, name="running"),
    path("for/<uuid:public_id>/", desk_requests.new, name="new"),
    path("profile/<int:pk>/", profiles.at_desk, name="profile"),
    path("request/<uuid:public_id>/", desk_requests.show, name="request"),
    path("request/<uuid:public_id>/change/", desk_requests.change, name="change"),
    path("request/<uuid:public_id>/agree/", desk_requests.agree, name="agree"),
    path("request/<uuid:public_id>/withdraw/", desk_requests.withdraw, name="withdraw"),
    path("request/<uuid:public_id>/ask/<int:pk>/", desk_requests.ask, name="ask"),
    path("match/<uuid:public_id>/", desk_matches.show, name="match"),
    path("match/<uuid:public_id>/answer/", desk_matches.answer, name="answer"),
    path("match/<uuid:public_id>/meeting/", desk_matches.meeting, name="meeting"),
    path("match/<uuid:public_id>/trial/", desk_matches.trial, name="trial"),
    path("match/<uuid:public_id>/agreed/", desk_matches.agreed, name="agreed"),
    path("match/<uuid:public_id>/go-on/", desk_matches.go_on, name="go_on"),
    path("match/<uuid:public_id>/goodbye/", desk_matches.goodbye, name="goodbye"),
    path("match/<uuid:public_id>/close/", desk_matches.close, name="close"),
    path("say/<uuid:public_id>/", desk_matches.says, name="says"),
    path("say/<uuid:public_id>/read/", desk_matches.read, name="read"),
]
