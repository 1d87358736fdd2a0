"""Groups, visits and champions: what was held, who came, and who gave their time."""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum, When
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from activities.models import Attendance, Booking, BookingState, Session, SessionState
from champions.models import Champion, Hours
from core.actors import Channel
from evaluation.indicators.kinds import (
    Counts,
    Group,
    Indicator,
    Kind,
    Scope,
    gather,
    is_,
    lines,
    register,
    tally,
    within,
)
from matches.models import Match
from matches.models.match import MatchState
from prescriptions.models import Prescription


def past(scope: Scope) -> "QuerySet[Any, Any]":
    """Dates that are over, of groups that people could know of."""
    rows = Session.objects.without_drafts().filter(ends_at__lte=scope.now)
    return within(rows, scope, when="day", is_day=True)


def sessions(scope: Scope) -> Counts:
    return tally(past(scope), scope, F("state"))


def seats(scope: Scope) -> Counts:
    """Of dates with a number of seats."""
    rows = past(scope).filter(state=SessionState.SCHEDULED, capacity__gt=0).order_by().values("at_centre", "nth")
    left = Sum(Greatest(F("capacity") - F("seats_taken"), 0))  # more may have come than there were seats
    found = rows.annotate(taken=Sum("seats_taken"), left=left).values_list("at_centre", "nth", "taken", "left")
    parts = ((centre, nth, {"taken": taken, "free": free}) for centre, nth, taken, free in found)
    return gather(
        scope,
        ((centre, scope.quarters[nth], line, many) for centre, nth, both in parts for line, many in both.items()),
    )


def attendance(scope: Scope) -> Counts:
    held = Q(session__state=SessionState.SCHEDULED, session__ends_at__lte=scope.now)
    rows = within(
        Booking.objects.confirmed().filter(held), scope, when="session__day", centre="session__centre", is_day=True
    )
    return tally(rows, scope, F("attendance"))


def ways(scope: Scope) -> Counts:
    rows = Booking.objects.exclude(state=BookingState.THINKING).exclude(channel=Channel.SYSTEM)
    return tally(within(rows, scope, when="created_at", centre="session__centre"), scope, F("channel"))


def matched(scope: Scope) -> Counts:
    return tally(within(Match.objects.all(), scope, when="created_at"), scope, F("state"))


def _hours(scope: Scope) -> "QuerySet[Any, Any]":
    return within(Hours.objects.counted(), scope, when="day", centre="champion__centre", is_day=True)


def active(scope: Scope) -> Counts:
    return tally(_hours(scope), scope, is_("active"), of=Count("champion", distinct=True))


def hours(scope: Scope) -> Counts:
    """Whole hours, of the sum of minutes."""
    minutes = tally(_hours(scope), scope, is_("hours"), of=Sum("minutes"))
    return {key: {line: many // 60 for line, many in found.items()} for key, found in minutes.items()}


def started(scope: Scope) -> Counts:
    """Clients of the centre: what was elsewhere is not for it to know."""
    them = {"person": OuterRef("person")}
    prescribed = Prescription.objects.exclude(state="revoked").filter(
        **them, centre=OuterRef("centre"), written_at__date__lt=OuterRef("since")
    )
    came = Booking.objects.attended().filter(
        **them, session__centre=OuterRef("centre"), session__day__lt=OuterRef("since")
    )
    rows = within(Champion.objects.all(), scope, when="since", is_day=True)
    rows = rows.annotate(was_client=Exists(prescribed) | Exists(came))
    return tally(rows, scope, lines(When(was_client=True, then=is_("clients")), otherwise="others"))


register(
    Indicator(
        "sessions",
        _("Sessions"),
        _("Dates of the quarter that are over; a cancelled one is one that had been on the site."),
        Group.GROUPS,
        {"scheduled": _("held"), "cancelled": _("cancelled")},
        sessions,
        Kind.WORK,
    )
)
register(
    Indicator(
        "seats",
        _("Seats"),
        _(
            "At sessions that were held and had a number of seats: those that were taken at the end, also where "
            "more came than there were seats, and those left free."
        ),
        Group.GROUPS,
        {"taken": _("taken"), "free": _("left free")},
        seats,
    )
)
register(
    Indicator(
        "attendance",
        _("Attendance"),
        _(
            "Places at sessions that were held, by what the register says. Somebody who comes to five "
            "sessions counts five times."
        ),
        Group.GROUPS,
        dict(Attendance.choices),
        attendance,
    )
)
register(
    Indicator(
        "ways",
        _("Ways in which people signed up"),
        _(
            "Sign-ups of the quarter, also those that were cancelled later. Places that follow by themselves,"
            " as a standing place brings them, are not counted."
        ),
        Group.GROUPS,
        dict([choice for choice in Channel.choices if choice[0] != Channel.SYSTEM]),
        ways,
    )
)
register(
    Indicator(
        "matches",
        _("One-to-one matches"),
        _("Matches that were begun in the quarter, by where they stand today."),
        Group.CHAMPIONS,
        dict(MatchState.choices),
        matched,
    )
)
register(
    Indicator(
        "champions",
        _("Champions who gave time"),
        _("Champions with hours in the quarter that were counted."),
        Group.CHAMPIONS,
        {"active": _("champions")},
        active,
        Kind.WORK,
    )
)
register(
    Indicator(
        "hours",
        _("Hours given"),
        _("Whole hours, as registers and visits counted them and staff accepted them."),
        Group.CHAMPIONS,
        {"hours": _("hours")},
        hours,
        Kind.WORK,
    )
)
register(
    Indicator(
        "started",
        _("Who became a champion"),
        _(
            "Champions by the day on which they started. “Clients”: before that day they had a prescription of this "
            "centre, or had been at one of its sessions."
        ),
        Group.CHAMPIONS,
        {"clients": _("had been clients"), "others": _("had not")},
        started,
    )
)
