"""Waiting lists, from the history of each place: what became of a wish, and how long it took."""

from datetime import timedelta
from typing import Any

from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils.translation import gettext_lazy as _

from activities.models import Booking, BookingState, SessionState
from core.models import Transition
from evaluation.indicators.kinds import Counts, Group, Indicator, Scope, Tie, is_, lines, register, tally, within

BANDS = {"day": 1, "week": 7, "month": 28}  # at most so many days
LISTED = (BookingState.WAITLISTED, BookingState.OFFERED)


def steps_of_place() -> "QuerySet[Any, Any]":
    """What happened to a place."""
    return Transition.objects.filter(subject=Booking._meta.label_lower, subject_id=OuterRef("pk")).order_by("at", "pk")


def listed(scope: Scope) -> "QuerySet[Any, Any]":
    """Whoever began by waiting, with `given_at`: when they had a place."""
    began = steps_of_place().filter(from_state="", to_state=BookingState.WAITLISTED)
    given = steps_of_place().filter(from_state__in=LISTED, to_state=BookingState.CONFIRMED)
    rows = within(Booking.objects.filter(Exists(began)), scope, when="created_at", centre="session__centre")
    return rows.annotate(given_at=Subquery(given.values("at")[:1]))


def waiting(scope: Scope) -> Counts:
    was_offered = steps_of_place().filter(to_state=BookingState.OFFERED)
    is_ahead = Q(session__state=SessionState.SCHEDULED, session__ends_at__gt=scope.now)
    line = lines(
        When(given_at__isnull=False, then=is_("taken")),
        When(is_ahead, state__in=LISTED, then=is_("waits")),
        When(state__in=LISTED, then=is_("never")),
        When(Exists(was_offered), then=is_("not_taken")),
        otherwise="left",
    )
    return tally(listed(scope), scope, line)


def waited(scope: Scope) -> Counts:
    rows = listed(scope).exclude(given_at=None)
    took = ExpressionWrapper(F("given_at") - F("created_at"), output_field=DurationField())
    bands = [When(took__lte=timedelta(days=days), then=is_(line)) for line, days in BANDS.items()]
    return tally(rows.annotate(took=took), scope, lines(*bands, otherwise="longer"))


register(
    Indicator(
        "waiting",
        _("Waiting lists"),
        _(
            "Names that were put on a waiting list in the quarter, each for one date; whoever waits for a course is "
            "on the list of each of its dates. What became of it until today; a place that was given back later was "
            "taken."
        ),
        Group.PLACES,
        {
            "taken": _("got a place"),
            "waits": _("still wait"),
            "not_taken": _("were offered a place and did not take it"),
            "left": _("left the list before"),
            "never": _("no place came free, or the date was cancelled"),
        },
        waiting,
    )
)
register(
    Indicator(
        "waited",
        _("From the waiting list to a place"),
        _("Of those put on a waiting list in the quarter who got a place: how long it took."),
        Group.PLACES,
        {
            "day": _("within a day"),
            "week": _("within 7 days"),
            "month": _("after 8 to 28 days"),
            "longer": _("later"),
        },
        waited,
        ties=(Tie((*BANDS, "longer"), "waiting", ("taken",)),),
    )
)
