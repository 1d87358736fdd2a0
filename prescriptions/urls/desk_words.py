"""Under `desk/words/`."""

from django.urls import path

from prescriptions.views import words

app_name = "desk_words"
urlpatterns = [
    path("", words.mine, name="list"),
    path("<uuid:public_id>/", words.word, name="word"),
    path("<uuid:public_id>/read/", words.read, name="read"),
    path("<uuid:public_id>/print/", words.printed, name="print"),
]
