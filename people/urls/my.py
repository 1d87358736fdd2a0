"""Under `my/`. Other rooms add sections to the first page (people.sections) and addresses of their own."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from people.views import access, agreed, finding, locks, my, opening, pin

app_name = "my"
urlpatterns = [
    path("", my.home, name="home"),
    path("details/", my.details, name="details"),
    path("details/change/", my.details_edit, name="details_edit"),
    path("details/pin/", pin.mine, name="pin"),
    path("details/contact/", my.contact_add, name="contact_add"),
    path("details/contact/<int:pk>/remove/", my.contact_remove, name="contact_remove"),
    path("details/agreements/", my.agreements, name="agreements"),
    path("details/agreements/said/", agreed.mine, name="agreed"),
    path("details/agreements/end/", agreed.end_mine, name="consent_end"),
    path("details/contact/<int:pk>/confirm/", finding.contact_confirm, name="contact_confirm"),
    path("details/copy/", my.copy, name="copy"),
    path(_("locks/"), locks.mine, name="locks"),
    path(_("locks/<int:pk>/lift/"), locks.lift_mine, name="lock_lift"),
    path("access/", access.of_mine, name="access"),
    path(_("open/<str:token>/"), opening.open_page, name="open"),
    path(_("close/"), opening.close, name="close"),
    path(_("links/"), opening.my_links, name="links"),
    path(_("links/new/"), opening.link_make, name="link_make"),
    path(_("links/<int:pk>/end/"), opening.link_revoke, name="link_revoke"),
    path(_("find/"), finding.find, name="find"),
    path(_("find/code/"), finding.code, name="code"),
    path(_("confirm/<str:token>/"), finding.confirm, name="confirm"),
]
