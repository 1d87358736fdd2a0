"""Under `desk/partners/`."""

from django.urls import path

from prescriptions.views import desk_partners

app_name = "desk_partners"
urlpatterns = [
    path("", desk_partners.partner_list, name="list"),
    path("new/", desk_partners.add, name="add"),
    path("<uuid:public_id>/", desk_partners.change, name="change"),
    path("<uuid:public_id>/link/", desk_partners.send, name="send"),
    path("<uuid:public_id>/links/<int:pk>/end/", desk_partners.revoke, name="revoke"),
]
