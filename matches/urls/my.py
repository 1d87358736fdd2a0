"""Under `my/company/`: company for oneself."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from matches.views import company

app_name = "my_company"
urlpatterns = [
    path("", company.ask, name="ask"),
    path(_("<uuid:public_id>/change/"), company.change, name="change"),
    path(_("<uuid:public_id>/withdraw/"), company.withdraw, name="withdraw"),
]
