"""The words for what a rule of this room says no to."""

from django.utils.translation import gettext_lazy as _

from core.errors import register_words

register_words(
    {
        "consent_needed": _("Ask the client first: nothing is written down unless they agree to be referred."),
        "need_missing": _("Choose at least one thing that it is for."),
        "risks_missing": _("Write what there is to know, or choose that no risks are known."),
        "thing_missing": _("A light prescription refers to one thing: choose a group, a date or a resource."),
        "code_mistyped": _("Please look at the nine digits again: one of them is different from your slip."),
        "code_unknown": _("This code does not open anything now. Please call the centre; they will help you."),
        "revoke_reason_needed": _("Say why, in a few words: the link worker reads it."),
        "system_unnamed": _("Give the other system a name, so that you know it again."),
        "exchange_file_unread": _(
            "This is no table of prescriptions: the first line names the columns, as in a file from here."
        ),
        "exchange_too_long": _("The file has more than %(most)d lines. Please bring it in parts."),
        "exchange_file_changed": _("Something has changed here since you looked at the file. Please look again."),
        "prescription_over": _("This prescription is not in force any more."),
    }
)
