"""Under `paper/`: what is printed for everybody, and one's own sheets."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from activities.views import paper

app_name = "paper"
urlpatterns = [
    path(_("month/<slug:centre>/"), paper.month, name="this_month"),
    path(_("month/<slug:centre>/<int:year>/<int:month>/"), paper.month, name="month"),
    path(_("week/<slug:centre>/"), paper.week, name="this_week"),
    path(_("week/<slug:centre>/<slug:day>/"), paper.week, name="week"),
    path(_("mine/"), paper.mine, name="mine"),
    path(_("mine/<int:year>/<int:month>/"), paper.mine, name="mine_month"),
    path(_("poster/<int:pk>/"), paper.poster, name="poster"),
    path(_("sign-in/<uuid:public_id>/"), paper.sign_in, name="sign_in"),
]
