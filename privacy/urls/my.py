"""Under `my/record/`."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from privacy.views import mine

app_name = "my_privacy"
urlpatterns = [
    path("", mine.home, name="home"),
    path(_("everything/"), mine.ask_access, name="ask_access"),
    path(_("correction/"), mine.ask_correction, name="ask_correction"),
    path("copy.json", mine.copy_json, name="copy_json"),
    path(_("looked/"), mine.looked_paper, name="looked"),
    path("looked.csv", mine.looked_csv, name="looked_csv"),
    path(_("<uuid:public_id>/disagree/"), mine.disagree, name="disagree"),
    path(_("<uuid:public_id>/withdraw/"), mine.withdraw, name="withdraw"),
]
