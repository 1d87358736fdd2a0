"""The public pages of activities."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from activities.views import calendar, public

app_name = "activities"

urlpatterns = [
    path(_("activities/"), public.activity_list, name="list"),
    path(_("activities/<slug:slug>/"), public.activity_detail, name="detail"),
    path(_("activities/dates/<uuid:public_id>/"), public.session, name="session"),
    path(_("agenda/"), calendar.agenda, name="agenda"),
    path(_("month/"), calendar.month, name="this_month"),
    path(_("month/<int:year>/<int:month>/"), calendar.month, name="month"),
]
