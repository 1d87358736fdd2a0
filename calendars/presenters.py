"""Calendars in words: the ways into a program, and what somebody's own ones are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import quote

from django.utils import timezone
from django.utils.translation import gettext as _

from calendars import addresses
from calendars.models import Reminder, Scope, Subscription
from centres.models import Centre
from core import dates, qr

GOOGLE = "https://calendar.google.com/calendar/r?cid="
OUTLOOK_AT_HOME = "https://outlook.live.com/calendar/0/addfromweb"
OUTLOOK_AT_WORK = "https://outlook.office.com/calendar/0/addfromweb"


@dataclass(frozen=True)
class Ways:
    """One file, as each program is told of it."""

    address: str
    webcal: str  # Apple's programs, Thunderbird and others on the reader's own device
    google: str
    outlook_at_home: str
    outlook_at_work: str
    code: qr.Code


@lru_cache(maxsize=256)
def public_ways(address: str, name: str) -> Ways:
    """The same for everybody; remembered, because the code takes longer to draw than the page around it."""
    return ways(address, name)


def ways(address: str, name: str) -> Ways:
    webcal = addresses.webcal(address)
    query = f"?url={quote(address, safe='')}&name={quote(name, safe='')}"
    return Ways(
        address=address,
        webcal=webcal,
        google=GOOGLE + quote(webcal, safe=""),
        outlook_at_home=OUTLOOK_AT_HOME + query,
        outlook_at_work=OUTLOOK_AT_WORK + query,
        code=qr.code(webcal),
    )


@dataclass(frozen=True)
class Line:
    """One of somebody's own calendars."""

    pk: int
    title: str
    choices: str
    made: str
    fetched: str


def lines(subscriptions: Iterable[Subscription]) -> list[Line]:
    return [_line(subscription) for subscription in subscriptions]


def _line(subscription: Subscription) -> Line:
    fetched = subscription.fetched_at
    return Line(
        pk=subscription.pk,
        title=title(subscription),
        choices=", ".join(_choices(subscription)),
        made=_("Made on %(day)s") % {"day": _day(subscription.made_at)},
        fetched=_("A program last looked on %(day)s") % {"day": _day(fetched)}
        if fetched
        else _("No program has looked yet"),
    )


def title(subscription: Subscription) -> str:
    if subscription.centre:
        return everything_at(subscription.centre)
    return str(Scope(subscription.scope).label)


def everything_at(centre: Centre) -> str:
    return _("Everything at %(centre)s") % {"centre": centre.name}


def _choices(subscription: Subscription) -> list[str]:
    found = [str(subscription.get_language_display())]
    if subscription.discreet:
        found.append(_("discreet titles"))
    if subscription.scope == Scope.CENTRE:
        return found
    if subscription.reminder:
        found.append(_("reminder %(before)s") % {"before": Reminder(subscription.reminder).label})
    if subscription.scope == Scope.PLACES and not subscription.shows_waiting:
        found.append(_("without waiting lists"))
    return found


def _day(moment: datetime) -> str:
    return dates.day(timezone.localtime(moment).date())
