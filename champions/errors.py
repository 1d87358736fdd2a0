"""The words for what a rule of this room says no to."""

from django.utils.translation import gettext_lazy as _

from core.errors import register_words

SUPPORTER_ELSEWHERE = _("Choose somebody who works at this centre.")

register_words(
    {
        "supporter_elsewhere": SUPPORTER_ELSEWHERE,
        "consent_first": _(
            "First write down that the champion has agreed in writing to this check. They agree anew to each check."
        ),
        "agreement_changed": _("There is a new text by now. Please read it, and sign that one."),
        "taken_back": _("This was taken back already."),
        "referee_unreachable": _("Write an e-mail address or a telephone number, so that we can ask them."),
        "enough_referees": _("There are four names already. Please ask the centre if one of them should change."),
        "answered_already": _("These questions are answered already. Thank you."),
        "nothing_to_ask": _("There is nothing left to ask by e-mail."),
        "references_first": _("Two references have to speak for the champion first."),
        "both_champions": _(
            "Both records are a Health Champion of %(centre)s, each with hours and groups of their own, so they "
            "cannot be merged. Keep the one that leads the groups, and set the other to “taking a break”."
        ),
    }
)
