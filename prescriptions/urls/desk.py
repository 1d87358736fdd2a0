"""Under `desk/prescriptions/`."""

from django.urls import path

from prescriptions.views import showing

app_name = "desk_prescriptions"
urlpatterns = [
    path("", showing.mine, name="mine"),
    path("<uuid:public_id>/", showing.show, name="show"),
    path("<uuid:public_id>/slip/", showing.slip, name="slip"),
    path("<uuid:public_id>/book/", showing.book, name="book"),
    path("<uuid:public_id>/revoke/", showing.revoke, name="revoke"),
]
