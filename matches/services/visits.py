"""Planning visits, changing them, calling them off; and the one place that decides who sees the address, and when.

Locks are taken in this order: the match, then its visit. What a page showed may be old, so that each change names what
it expects to find, and of two changes at once one is told of the other.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from activities import schedules
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError, Moved
from core.policies import require
from matches import visit_notices
from matches.models import Match, Visit, VisitState
from matches.models.match import TOGETHER
from matches.models.visit import ADDRESS
from matches.states import visits as machine
from people.models import Person

MOST_DATES = 26
FARTHEST = timedelta(days=366)
KEPT = timedelta(hours=12)  # so long after the end the address is there for whoever forgot to check out


@dataclass(frozen=True)
class Address:
    """Where the visit is, and how to get in."""

    street: str
    town: str
    postal_code: str
    way_in: str


def series(first: date, *, weeks: int, count: int) -> list[date]:
    """So many days, from `first` on, `weeks` apart: the same day of the week each time."""
    return [first + timedelta(weeks=weeks * nth) for nth in range(min(count, MOST_DATES))]


@transaction.atomic
def plan(
    match: Match, *, days: Sequence[date], start_time: time, minutes: int, by: Actor, now: datetime | None = None
) -> list[Visit]:
    """Visits on these days, at that time on the clock of the centre; returns them all, and tells both.

    Asked again, a visit that is there already stays. Raises `Forbidden`, `DomainError`.
    """
    now = now or clock.now()
    match = locked(match.pk)
    require(by, "matches.visit", match)
    if match.state not in TOGETHER:
        raise DomainError("match_over")
    slots = [schedules.slot(day, start_time, minutes, match.centre.zone) for day in days]
    for slot in slots:
        _check_time(slot.starts_at, now)
    there = {one.starts_at: one for one in match.visits.exclude(state=VisitState.CANCELLED)}
    new = []
    for slot in slots:
        if slot.starts_at not in there:
            visit = Visit(match=match, starts_at=slot.starts_at, ends_at=slot.ends_at, modified_at=now)
            new.append(machine.begin(visit, VisitState.PLANNED, "plan", by=by))
            there[slot.starts_at] = visit
    if new:
        visit_notices.tell_both("visit-planned", new[0], by=by)
    return [there[slot.starts_at] for slot in slots]


def _check_time(starts_at: datetime, now: datetime) -> None:
    if starts_at <= now:
        raise DomainError("visit_past")
    if starts_at > now + FARTHEST:
        raise DomainError("visit_too_far")


def locked(match_id: int) -> Match:
    """The match, locked, with the two and their centre."""
    rows = Match.objects.select_for_update(of=("self",), no_key=True)
    found: Match = rows.select_related("centre", "champion__person", "request__person").get(pk=match_id)
    return found


@transaction.atomic
def move(
    visit: Visit,
    *,
    day: date,
    start_time: time,
    minutes: int,
    seen: int,
    by: Actor,
    now: datetime | None = None,
) -> Visit:
    """Another day, time or length; both are told. `seen` is the revision that the one who moves it looked at.

    Raises `Forbidden`, `Moved`, `DomainError`.
    """
    now = now or clock.now()
    match = locked(visit.match_id)
    slot = slot_for(visit, match, day=day, start_time=start_time, minutes=minutes, by=by, now=now)
    nothing_done = dict.fromkeys(("asked_in_at", "noted_late_at", "asked_out_at", "called_at", "alerted_at"))
    rows = Visit.objects.planned().filter(pk=visit.pk, revision=seen, checked_in_at=None)
    times = {"starts_at": slot.starts_at, "ends_at": slot.ends_at}
    try:
        with transaction.atomic():
            done = rows.update(**times, **nothing_done, revision=F("revision") + 1, modified_at=now)
    except IntegrityError as error:
        raise DomainError("visit_taken") from error
    if not done:
        raise DomainError("visit_changed")
    audit.record("visit.moved", by=by, subject=visit, person_id=match.request.person_id, centre_id=match.centre_id)
    moved: Visit = Visit.objects.for_rows().get(pk=visit.pk)
    visit_notices.tell_both("visit-moved", moved, by=by, key=str(moved.revision))
    return moved


def slot_for(
    visit: Visit, match: Match, *, day: date, start_time: time, minutes: int, by: Actor, now: datetime
) -> schedules.Slot:
    """The moments to which this visit of the match can be moved; moves nothing. For use in a transaction.

    Raises `Forbidden`, `Moved`, `DomainError`.
    """
    require(by, "matches.move_visit", match)
    slot = schedules.slot(day, start_time, minutes, match.centre.zone)
    _check_time(slot.starts_at, now)
    others = match.visits.exclude(state=VisitState.CANCELLED).exclude(pk=visit.pk)
    if others.filter(starts_at=slot.starts_at).exists():
        raise DomainError("visit_taken")
    _check_unbegun(visit)
    return slot


def _check_unbegun(visit: Visit) -> None:
    """Raises `Moved` where it is off, or has been. The row is locked from here on."""
    state, arrived = (
        Visit.objects.select_for_update(no_key=True).values_list("state", "checked_in_at").get(pk=visit.pk)
    )
    if state != VisitState.PLANNED:
        raise Moved(state=state)
    if arrived:
        raise DomainError("visit_begun")


@transaction.atomic
def cancel(visit: Visit, *, by: Actor, now: datetime | None = None) -> Visit:
    """This one is off; the other is told, or both where staff did it. Raises `Forbidden`, `Moved`, `DomainError`."""
    match = locked(visit.match_id)
    require(by, "matches.call_off", match)
    _check_unbegun(visit)
    visit.match = match
    machine.move(visit, "cancel", by=by, revision=visit.revision + 1, modified_at=now or clock.now())
    visit_notices.tell_both("visit-cancelled", visit, by=by, key=str(visit.revision))
    return visit


def cancel_ahead(match: Match, *, by: Actor, now: datetime | None = None) -> int:
    """Whatever is planned and has not begun, as the two part; returns how many. Both are told of each."""
    now = now or clock.now()
    ahead = list(match.visits.planned().filter(starts_at__gt=now, checked_in_at=None).for_rows())
    for visit in ahead:
        cancel(visit, by=by, now=now)
    return len(ahead)


# --- The address -------------------------------------------------------------------------------------


def shows_address(visit: Visit, *, now: datetime) -> bool:
    """From the beginning of the day before, on the clock of the centre, until the visitor has checked out."""
    return visit.is_planned and visit.checked_out_at is None and visit.day_before <= now < visit.ends_at + KEPT


def address(visit: Visit, *, by: Actor, now: datetime) -> Address | None:
    """Where to go, for the visitor, while they need it; nothing to anybody else, or at any other time. A look at it is
    recorded. No screen for visitors has the address from elsewhere. One query, and one for the record."""
    if by.person_id != visit.match.champion.person_id or not shows_address(visit, now=now):
        return None
    rows = Visit.visible_to(by).under_way().filter(pk=visit.pk)
    found = rows.values_list(*(f"match__request__{name}" for name in ADDRESS)).first()
    if found is None:
        return None
    audit.record(
        "visit.address_seen", by=by, subject=visit, person_id=visit.person_id, centre_id=visit.match.centre_id
    )
    return Address(*found)


# --- Whose ---------------------------------------------------------------------------------------------


def ahead(person_ids: Collection[int], *, now: datetime) -> list[Visit]:
    """Planned visits of somebody with these records, as either of the two, until half a day after their end. One
    query."""
    rows = Visit.objects.planned().for_one_of(list(person_ids)).filter(ends_at__gt=now - KEPT)
    rows = rows.filter(match__state__in=TOGETHER)
    return list(rows.for_rows().order_by("starts_at", "pk"))


def one_of(visit_id: object, person_ids: Collection[int], *, now: datetime) -> Visit:
    """One of them. Raises `DomainError` where it is none any more. One query."""
    found = next((visit for visit in ahead(person_ids, now=now) if visit.pk == visit_id), None)
    if found is None:
        raise DomainError("visit_not_planned")
    return found


def which_of_the_two(visit: Visit, person_ids: Collection[int]) -> Person:
    """Who of the two it is that has one of these records."""
    visitor: Person = visit.match.champion.person
    return visitor if visitor.pk in person_ids else visit.match.request.person
