"""Under `desk/asked/`: what leaders ask of staff."""

from django.urls import path

from activities.views import desk_asked

app_name = "desk_asked"
urlpatterns = [
    path("", desk_asked.asked_list, name="list"),
    path("<uuid:public_id>/", desk_asked.asked, name="asked"),
    path("<uuid:public_id>/done/", desk_asked.done, name="done"),
    path("<uuid:public_id>/not-possible/", desk_asked.not_possible, name="not_possible"),
]
