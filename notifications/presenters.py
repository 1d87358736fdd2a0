"""Calls and messages in words."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import dates
from notifications.models import Call, OutboxMessage, Outcome
from people.models.contact import Way

SENT_BY = {
    Way.EMAIL: gettext_lazy("sent by e-mail"),
    Way.TEXT: gettext_lazy("sent as a text message"),
    Way.VOICE: gettext_lazy("said by the automatic line"),
}


def when(call: Call, zone: ZoneInfo) -> str:
    return moment(call.at, zone)


def moment(at: datetime, zone: ZoneInfo) -> str:
    """ "Tuesday, December 1, 2 pm"."""
    local = at.astimezone(zone)
    return _("%(day)s, %(clock)s") % {"day": dates.day(local.date()), "clock": dates.clock(local)}


def state(message: OutboxMessage) -> str:
    """Where a message is, or what became of it."""
    if message.settled_at:
        return _("said on the telephone")
    if message.outcome == Outcome.SENT:
        return str(SENT_BY[Way(message.way)])
    if message.outcome:
        return str(message.get_outcome_display())
    return _("on its way") if message.due_at else _("on their own page")


def outcome(call: Call) -> str:
    """What came of it, and what was noted."""
    if call.note:
        return _("%(result)s: %(note)s") % {"result": call.get_result_display(), "note": call.note}
    return str(call.get_result_display())


def tries(calls: Iterable[Call], zone: ZoneInfo) -> list[tuple[str, str]]:
    """When, and what came of it, of each."""
    return [(when(call, zone), outcome(call)) for call in calls]
