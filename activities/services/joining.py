"""How people join a group. Where the rules change after sign-ups, staff see whom it touches; nobody is dropped."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from activities.choices import JoinMode
from activities.models import Activity, Booking, BookingState, Invitation
from activities.models.booking import HOLDS_SEATS
from activities.services import courses, seats, sessions, terms
from core import audit, clock
from core.actors import Actor, Channel
from core.errors import DomainError
from core.policies import require
from people.locks import veil
from people.models.lockbox import noting

RULES = (
    "join_mode",
    "capacity",
    "companion_takes_seat",
    "newcomer_seats",
    "prescribed_seats",
    "kept_until_hours",
    "joinable_dates",
)


class Why(models.TextChoices):
    """What of the rules no longer fits a place that somebody has."""

    NOT_INVITED = "not_invited", _("The group is by invitation now, and they are not invited")
    ONE_DATE = "one_date", _("The group is a course now, and they signed up for one date only")
    THINKING = "thinking", _("Places are given by sign-up now, and they were only thinking of coming")
    STANDING = "standing", _("There are no places for every date any more, and they have one")
    NO_SEAT_FOR_COMPANION = "companion", _("Whom they bring takes a seat now, and none was counted")
    OVER_CAPACITY = "over_capacity", _("More places are given than there are now, and theirs came last")


@dataclass(frozen=True)
class Touched:
    """A place at a coming date that the rules would not give any more."""

    booking: Booking
    why: Why


@transaction.atomic
def change(activity: Activity, *, by: Actor, now: datetime | None = None, **rules: Any) -> Activity:
    """Change any of `RULES`. The coming dates take the new capacity, none below what is given already; more seats are
    offered at once to those who wait.

    Raises `Forbidden`, `TypeError`, `DomainError("kept_too_many")` and `("kept_too_long")`.
    """
    require(by, "activities.change_joining", activity)
    if unknown := set(rules) - set(RULES):
        raise TypeError(f"not a rule of joining: {sorted(unknown)}")
    now = now or clock.now()
    locked = seats.lock_group(activity.pk)
    changed = [name for name, value in rules.items() if getattr(locked, name) != value]
    if not changed:
        return locked
    for name in changed:
        setattr(locked, name, rules[name])
    kept = locked.newcomer_seats + locked.prescribed_seats
    if locked.capacity is not None and kept > locked.capacity:
        raise DomainError("kept_too_many")
    if kept and locked.kept_until_hours < locked.centre.last_hours:
        raise DomainError("kept_too_long", hours=locked.centre.last_hours)
    locked.modified_at = now
    locked.save(update_fields=[*changed, "modified_at"])
    for session in courses.lock_ahead(locked, now=now):
        sessions.fit_to(session, locked.capacity, by=by, now=now)
        if seats.answer_by(session, now):  # seats that are kept no longer; in the last hours, that would be no news
            seats.offer_free_seats(session, by=by, now=now)
    if locked.join_mode == JoinMode.COURSE:
        courses.offer(locked, by=by, now=now)
    audit.record("activity.joining_changed", by=by, subject=locked, rules=sorted(changed))
    return locked


def touched(activity: Activity, *, by: Actor, now: datetime | None = None) -> list[Touched]:
    """The places at coming dates that the rules would not give any more, by date. Two queries."""
    rows = (
        noting(Booking.objects.active(), by)
        .filter(session__activity=activity, session__starts_at__gt=now or clock.now())
        .filter(session__state="scheduled")
        .select_related("person", "session__centre", "enrolment")
        .order_by("session__starts_at", "created_at", "pk")
    )
    invited = set(Invitation.objects.standing().filter(activity=activity).values_list("person", flat=True))
    found: list[Touched] = []
    given: dict[int, int] = {}
    for row in rows:
        given[row.session_id] = given.get(row.session_id, 0) + (row.seats if row.state in HOLDS_SEATS else 0)
        why = next((why for why, applies in _CHECKS.items() if applies(activity, row, invited)), None)
        if why is None and _is_over(activity, row, given[row.session_id]):
            why = Why.OVER_CAPACITY
        if why:
            found.append(Touched(row, why))
    veil(one.booking for one in found)
    return found


def _is_over(activity: Activity, row: Booking, given: int) -> bool:
    limit = row.session.capacity if row.session.own_seats else activity.capacity
    return limit is not None and row.state in HOLDS_SEATS and given > limit


_CHECKS: dict[Why, Callable[[Activity, Booking, set[int]], bool]] = {
    Why.NOT_INVITED: lambda activity, row, invited: (
        activity.join_mode == JoinMode.INVITATION
        and row.person_id not in invited
        and row.channel not in {Channel.PRESCRIPTION, Channel.DESK}
    ),
    Why.ONE_DATE: lambda activity, row, _invited: activity.join_mode == JoinMode.COURSE and row.enrolment_id is None,
    Why.THINKING: lambda activity, row, _invited: (
        activity.join_mode != JoinMode.DROP_IN and row.state == BookingState.THINKING
    ),
    Why.STANDING: lambda activity, row, _invited: (
        activity.join_mode not in {JoinMode.COURSE, JoinMode.STANDING} and row.enrolment_id is not None
    ),
    Why.NO_SEAT_FOR_COMPANION: lambda activity, row, _invited: row.seats < terms.seats_for(activity, row.companions),
}
