"""Under `rx/`: for whoever holds a slip, asks for themselves, or writes for a clinic outside. No account is needed."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from prescriptions.views import asking, partner, partner_words, prescribed

app_name = "prescribed"
urlpatterns = [
    path("", prescribed.enter, name="enter"),
    path("dates/", prescribed.choose, name="choose"),
    path("dates/<uuid:public_id>/", prescribed.take, name="take"),
    path(_("done/"), prescribed.done, name="done"),
    path(_("close/"), prescribed.close, name="close"),
    path(_("ask/"), asking.centres, name="centres"),
    path(_("ask/thanks/"), asking.asked, name="asked"),
    path(_("ask/<slug:centre>/"), asking.ask, name="ask"),
    path(_("clinic/thanks/"), partner.written, name="written"),
    path(_("clinic/<str:token>/"), partner.write, name="partner"),
    path(_("clinic/word/shown/"), partner_words.word, name="word"),
    path(_("clinic/word/print/"), partner_words.printed, name="word_print"),
    path(_("clinic/word/<str:token>/"), partner_words.update, name="update"),
]
