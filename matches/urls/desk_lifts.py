"""Under `desk/lifts/`."""

from django.urls import path

from matches.views import desk_lifts

app_name = "desk_lifts"
urlpatterns = [
    path("", desk_lifts.lift_list, name="list"),
    path("place/<uuid:public_id>/", desk_lifts.to_place, name="to_place"),
    path("person/<uuid:public_id>/", desk_lifts.for_person, name="for_person"),
    path("<uuid:public_id>/", desk_lifts.lift, name="lift"),
    path("<uuid:public_id>/change/", desk_lifts.change, name="change"),
    path("<uuid:public_id>/cancel/", desk_lifts.cancel, name="cancel"),
]
