"""Which sessions are in somebody's own file. A further scope is a further function in `SESSIONS`.

None of them speaks of anybody but the owner: a centre's file says what is on, and never who comes.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from django.db.models import F, Max, OuterRef, Q, Subquery

from activities.models import Activity, ActivityState, Booking, BookingState, Session, SessionState
from activities.models.booking import ACTIVE
from activities.models.session import SessionQuerySet
from calendars.models import Scope, Subscription
from calendars.selection import Selection, window
from champions.models import Champion
from core.models import Transition

BOOKING = Booking._meta.label_lower


def of_subscription(subscription: Subscription, *, now: datetime) -> Selection:
    """The file of a calendar that `subscriptions.by_token` found. No query."""
    sessions = SESSIONS[Scope(subscription.scope)](subscription)
    placed = getattr(subscription, "placed_at", None)
    changed = max(filter(None, (subscription.changed_at, placed)))
    found = Selection(sessions, centre=subscription.centre, subscription=subscription, changed=changed)
    return replace(found, sessions=window(sessions, found.zone, now))


def _places(subscription: Subscription) -> SessionQuerySet:
    """Where its owner has a place, is offered one or thinks of coming; and where they wait, if they want to see it.

    A place that was given back leaves at once; a date that was called off stays with those who had a place at it.
    """
    states = ACTIVE if subscription.shows_waiting else ACTIVE - {BookingState.WAITLISTED}
    last_step = Transition.objects.filter(subject=BOOKING, subject_id=OuterRef("bookings__pk"))
    sessions: SessionQuerySet = Session.objects.filter(
        bookings__person=subscription.person_id, bookings__state__in=sorted(states)
    )
    return sessions.annotate(
        place=F("bookings__state"),
        placed_at=Subquery(last_step.order_by().values("subject").annotate(last=Max("at")).values("last")),
    )


def _led(subscription: Subscription) -> SessionQuerySet:
    """What its owner leads, as long as they are an active champion there."""
    active = Champion.objects.active().filter(person=subscription.person_id)
    led = Activity.leaders.through.objects.filter(champion__in=active).values("activity")
    return _still_on().filter(activity__in=led)


def _everything(subscription: Subscription) -> SessionQuerySet:
    """All that a centre has on, also what the site does not list."""
    return _still_on().filter(centre=subscription.centre_id)


def _still_on() -> SessionQuerySet:
    """Without the planned dates of groups that have ended."""
    return Session.objects.filter(Q(activity__state=ActivityState.PUBLISHED) | Q(state=SessionState.CANCELLED))


SESSIONS: Mapping[Scope, Callable[[Subscription], SessionQuerySet]] = {
    Scope.PLACES: _places,
    Scope.LED: _led,
    Scope.CENTRE: _everything,
}
