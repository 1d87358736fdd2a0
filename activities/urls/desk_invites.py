"""Under `desk/invites/`: what champions are asked to do for one person."""

from django.urls import path

from activities.views import desk_invites

app_name = "desk_invites"
urlpatterns = [
    path("", desk_invites.asked_list, name="list"),
    path("<uuid:public_id>/", desk_invites.asked, name="asked"),
    path("<uuid:public_id>/take-back/", desk_invites.take_back, name="take_back"),
    path("people/<uuid:public_id>/agree/", desk_invites.agree, name="agree"),
    path("people/<uuid:public_id>/call/", desk_invites.call, name="call"),
    path("people/<uuid:public_id>/door/", desk_invites.door, name="door"),
]
