"""The words for what a rule of this room says no to."""

from django.utils.translation import gettext_lazy as _

from core.errors import register_words

SUPPORTER_ELSEWHERE = _("Choose somebody who works at this centre.")

register_words(
    {
        "supporter_elsewhere": SUPPORTER_ELSEWHERE,
        "both_champions": _(
            "Both records are a Health Champion of %(centre)s, each with hours and groups of their own, so they "
            "cannot be merged. Keep the one that leads the groups, and set the other to “taking a break”."
        ),
    }
)
