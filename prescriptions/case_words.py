"""What stands on the caseload and in the history of a case, in words."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core import dates
from prescriptions.models import CaseState, Level

# A level where there is room for a word.
LEVELS: dict[str, str | Promise] = {
    Level.SIGNPOSTING: _("signposting"),
    Level.LIGHT: pgettext_lazy("level of support", "light"),
    Level.MEDIUM: pgettext_lazy("level of support", "medium"),
    Level.HOLISTIC: pgettext_lazy("level of support", "holistic"),
}
# What is next where nobody has written more.
USUAL_STEPS: dict[str, str | Promise] = {
    CaseState.NEW: _("Take them on"),
    CaseState.CALLING: _("Call them"),
    CaseState.FOLLOWING: _("Ask how it goes"),
    CaseState.CLOSING: _("Write down how it ended"),
}
# The steps of the history, by thing and name.
STEPS: dict[tuple[str, str], str | Promise] = {
    ("prescription", "write"): _("Prescription written"),
    ("prescription", "complete"): _("Prescription completed"),
    ("prescription", "reopen"): _("Prescription taken up again"),
    ("prescription", "revoke"): _("Prescription revoked"),
    ("case", "open"): _("Came to the link workers"),
    ("case", "take"): _("Taken on"),
    ("case", "give_back"): _("Given back"),
    ("case", "hand_over"): _("Handed over"),
    ("case", "call_again"): _("To be called"),
    ("case", "wait"): _("Waiting for something"),
    ("case", "go_on"): _("Walking together"),
    ("case", "follow"): _("To be followed up"),
    ("case", "finish"): _("To be closed"),
    ("case", "close"): _("Closed"),
    ("case", "reopen"): _("Opened again"),
}


def stood(since: date, today: date) -> str:
    """How long it has been in its place: "here since today", "here for 3 days", "here for 5 weeks"."""
    days = (today - since).days
    if days <= 0:
        return gettext("here since today")
    if days < 14:
        return ngettext("here for %(count)s day", "here for %(count)s days", days) % {"count": days}
    return ngettext("here for %(count)s week", "here for %(count)s weeks", days // 7) % {"count": days // 7}


def due(day: date | None, today: date) -> str:
    """When the next step is: "today", "Thursday, December 3", "was due on Monday, November 23"."""
    if day is None:
        return gettext("no day")
    if day == today:
        return gettext("today")
    if day < today:
        return gettext("was due on %(day)s") % {"day": dates.day(day)}
    return dates.day(day)
