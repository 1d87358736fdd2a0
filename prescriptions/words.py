"""The access log's words for what happens in this room."""

from django.utils.translation import gettext_lazy as _

from people.history import register_words

register_words(
    {
        "prescription.write": _("Wrote a social prescription"),
        "prescription.complete": _("Completed a social prescription"),
        "prescription.reopen": _("Took up a social prescription again"),
        "prescription.revoke": _("Revoked a social prescription"),
        "case.open": _("Passed the prescription to the link workers"),
        "case.take": _("Began to walk with this person, as link worker"),
        "case.give_back": _("Gave the work back to the link workers"),
        "case.call_again": _("Wrote down that this person is to be called"),
        "case.wait": _("Wrote down that this person is waiting"),
        "case.go_on": _("Went on walking with this person"),
        "case.follow": _("Wrote down that this person is to be asked how it goes"),
        "case.finish": _("Wrote down that the work can end"),
        "case.close": _("Ended the link worker’s work"),
        "case.reopen": _("Took up the link worker’s work again"),
        "word.written": _("Noted how far the prescription has come, for whoever wrote it"),
        "word.viewed": _("Looked at what became of the prescription"),
        "word.read": _("Read what became of the prescription"),
        "prescription.sent": _("Another system of the centre read the prescription"),
        "prescription.exported": _("Put the prescription into a file"),
        "takingpart.linked": _("Wrote down that a group came of the prescription"),
    }
)
