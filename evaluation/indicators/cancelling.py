"""What did not take place: sessions that were called off, and places that were given back."""

from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, When
from django.utils.translation import gettext_lazy as _

from activities.models import Booking, BookingState, OffBecause, Session, SessionState
from core.actors import STAFF_ROLES, Channel, Role
from core.models import Transition
from evaluation.indicators.groups import past
from evaluation.indicators.kinds import Counts, Group, Indicator, Kind, Scope, is_, lines, register, tally, within
from evaluation.indicators.waiting import steps_of_place


def called_off(scope: Scope) -> Counts:
    """By the last time that somebody did."""
    steps = Transition.objects.filter(subject=Session._meta.label_lower, subject_id=OuterRef("pk"), name="cancel")
    rows = past(scope).filter(state=SessionState.CANCELLED)
    rows = rows.annotate(why=Subquery(steps.order_by("-at", "-pk").values("note")[:1]))
    # Whoever calls off one date says why; the end of its group says it once for all of them.
    line = lines(
        When(dropped=True, then=is_("schedule")),
        When(~Q(off_because=""), then=F("off_because")),
        When(why="", then=is_("ended")),
        otherwise="not_said",
    )
    return tally(rows, scope, line)


def _given_back(scope: Scope) -> "QuerySet[Any, Any]":
    """Places that somebody had, each with who ended it. A walk-in has none to give back."""
    last = steps_of_place().filter(to_state=BookingState.CANCELLED).reverse()
    ended = Booking.objects.filter(state=BookingState.CANCELLED).exclude(channel=Channel.WALK_IN)
    rows = within(ended, scope, when="session__day", centre="session__centre", is_day=True)
    return rows.annotate(
        was=Subquery(last.values("from_state")[:1]),
        by_role=Subquery(last.values("role")[:1]),
        by_person=Subquery(last.values("actor_person_id")[:1]),
    ).filter(was=BookingState.CONFIRMED)


def given_back(scope: Scope) -> Counts:
    line = lines(
        When(by_role__in=STAFF_ROLES, then=is_("staff")),
        When(by_person=F("person"), then=is_("self")),
        When(by_role=Role.SYSTEM, then=is_("system")),
        otherwise="others",
    )
    return tally(_given_back(scope), scope, line)


register(
    Indicator(
        "called_off",
        _("Sessions that were cancelled, and why"),
        _(
            "Dates of the quarter that are over and had been on the site. “The schedule”: a pause, a holiday, or "
            "another day of the week. “In words alone”: whoever cancelled it chose none of the reasons."
        ),
        Group.PLACES,
        {
            **dict(OffBecause.choices),
            "schedule": _("the schedule changed"),
            "ended": _("the group ended"),
            "not_said": _("a reason in words alone"),
        },
        called_off,
        Kind.WORK,
    )
)
register(
    Indicator(
        "given_back",
        _("Places that were given back"),
        _(
            "Places at sessions of the quarter that somebody had, and then had no more, by who ended it. Whoever "
            "gives up a standing place gives back each of its dates; whoever moves to another date gives one back."
        ),
        Group.PLACES,
        {
            "self": _("by the people themselves"),
            "staff": _("by staff"),
            "others": _("by whoever leads the group, or brings them"),
            "system": _("by themselves, as something else ended"),
        },
        given_back,
    )
)
