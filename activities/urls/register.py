"""Under `register/`: for the leaders of a group and the coordinators of its centre."""

from django.urls import path

from activities.views import kiosk, register, worries

app_name = "register"
urlpatterns = [
    path("groups/<int:pk>/goes-on/", register.goes_on, name="goes_on"),
    path("worried/", worries.choose, name="worried"),
    path("<uuid:public_id>/", register.show, name="show"),
    path("<uuid:public_id>/mark/<uuid:booking>/", register.mark, name="mark"),
    path("<uuid:public_id>/taps/", register.taps, name="taps"),
    path("<uuid:public_id>/walk-in/", register.walk_in, name="walk_in"),
    path("<uuid:public_id>/headcount/", register.write, name="write"),
    path("<uuid:public_id>/note/", register.note, name="note"),
    path("<uuid:public_id>/close/", register.close, name="close"),
    path("<uuid:public_id>/tablet/", kiosk.start, name="kiosk"),
    path("<uuid:public_id>/tablet/stop/", kiosk.stop, name="kiosk_stop"),
    path("<uuid:public_id>/worried/", worries.report, name="worry"),
    path("<uuid:public_id>/worried/sent/", worries.sent, name="worry_sent"),
]
