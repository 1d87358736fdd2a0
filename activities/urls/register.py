"""Under `register/`: for the leaders of a group and the coordinators of its centre."""

from django.urls import path

from activities.views import register

app_name = "register"
urlpatterns = [
    path("<uuid:public_id>/", register.show, name="show"),
    path("<uuid:public_id>/mark/<uuid:booking>/", register.mark, name="mark"),
    path("<uuid:public_id>/walk-in/", register.walk_in, name="walk_in"),
    path("<uuid:public_id>/headcount/", register.write, name="write"),
    path("<uuid:public_id>/note/", register.note, name="note"),
    path("<uuid:public_id>/close/", register.close, name="close"),
]
