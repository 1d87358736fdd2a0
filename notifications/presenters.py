"""Calls and messages in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import dates, phones
from core.text import labelled
from notifications.models import Call, CallBack, OutboxMessage, Outcome, Preferences, Reason
from notifications.services.call_backs import Waiting
from people.models import ContactPoint, Person
from people.models.contact import Way
from people.presenters import Row

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


@dataclass(frozen=True)
class WaitingLine:
    """Somebody who waits for our call, in words."""

    call_back: CallBack
    person: Person | None
    number: str
    since: str
    reason: str
    tries: list[tuple[str, str]]
    asks_name: bool


def waiting(one: Waiting, zone: ZoneInfo) -> WaitingLine:
    asked = one.call_back
    return WaitingLine(
        call_back=asked,
        person=one.person,
        number=phones.shown(asked.number),
        since=moment(asked.at, zone),
        reason=asked.get_reason_display(),
        tries=tries(one.tries, zone),
        asks_name=asked.reason == Reason.NEW and one.person is not None,
    )


def outcome(call: Call) -> str:
    """What came of it, and what was noted."""
    if call.note:
        return labelled(call.get_result_display(), call.note)
    return str(call.get_result_display())


def tries(calls: Iterable[Call], zone: ZoneInfo) -> list[tuple[str, str]]:
    """When, and what came of it, of each."""
    return [(when(call, zone), outcome(call)) for call in calls]


def preferences(person: Person, wishes: Preferences) -> list[Row]:
    """How somebody likes to be reached. Needs the person's contact points loaded."""
    first = next(
        (_by(point.way, point) for point in person.contact_points.all() if point.way), _("Nothing yet: we call")
    )
    hours = _("%(start)s to %(end)s") % {
        "start": dates.clock(wishes.quiet_from),
        "end": dates.clock(wishes.quiet_until),
    }
    return [
        Row(_("Language"), str(person.get_language_display())),
        Row(_("Reminders"), str(capfirst(wishes.get_reminders_display()))),
        Row(_("Quiet hours"), hours if wishes.has_quiet_hours else _("No quiet hours")),
        Row(_("We try first"), first),
    ]


def _by(way: Way, point: ContactPoint) -> str:
    """ "Text message: 519-555-0142"."""
    return labelled(capfirst(way.label), point.shown)
