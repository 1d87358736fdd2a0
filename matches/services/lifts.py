"""Lifts: asked for, given to a driver, driven; and called off where nobody needs them any more.

One row is locked, and whoever changes it says which revision they saw.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from activities.models import Booking
from activities.models.booking import ACTIVE
from activities.services import week
from centres.models import Centre
from champions.models import Champion, Standing, Work
from champions.services import clearances, hours
from core import audit, clock
from core.actors import SYSTEM, Actor
from core.errors import DomainError
from core.policies import require
from matches import visit_notices
from matches.models import Aid, Lift, LiftState, MatchRequest
from matches.models.lift import OPEN
from matches.states import lifts as machine
from people.models import Person

EARLY = timedelta(hours=3)
BEFORE = timedelta(minutes=30)  # so long before a date one is picked up, unless staff know better
MOST_MINUTES = 12 * 60
USUAL_MINUTES = 60


@dataclass(frozen=True)
class Ride:
    """What a driver has to know."""

    pick_up_at: datetime
    pick_up: str
    drop_off: str
    return_at: datetime | None = None
    aid: Aid | str = Aid.NONE
    seats: int = 1
    note: str = ""

    def check(self, now: datetime) -> None:
        if self.pick_up_at <= now:
            raise DomainError("lift_past")
        if self.return_at and self.return_at <= self.pick_up_at:
            raise DomainError("lift_back_too_soon")

    @property
    def fields(self) -> dict[str, Any]:
        texts = {name: getattr(self, name).strip() for name in ("pick_up", "drop_off", "note")}
        return {**{name: getattr(self, name) for name in ("pick_up_at", "return_at", "aid", "seats")}, **texts}


@transaction.atomic
def ask(
    ride: Ride,
    *,
    person: Person,
    centre: Centre,
    by: Actor,
    booking: Booking | None = None,
    now: datetime | None = None,
) -> Lift:
    """Somebody would like a lift, on its own or to a date where they have a place.

    Raises `Forbidden`, `DomainError`; asked again for the same place, `DomainError("lift_there")`.
    """
    now = now or clock.now()
    lift = Lift(person=person, centre=centre, created_at=now, modified_at=now, **ride.fields)
    require(by, "matches.ask_for_lift", lift)
    ride.check(now)
    if booking is not None:
        # Two who arrange it at once take turns at the place.
        held = (
            Booking.objects.select_for_update(of=("self",), no_key=True).select_related("session").get(pk=booking.pk)
        )
        if Lift.objects.open().filter(booking=held).exists():
            raise DomainError("lift_there")
        lift.booking, lift.for_start = held, held.session.starts_at
    return machine.begin(lift, LiftState.WANTED, "ask", by=by)


@transaction.atomic
def change(lift: Lift, ride: Ride, *, seen: int, by: Actor, now: datetime | None = None) -> Lift:
    """Another time, place or aid; who rides and who drives are told. Raises `Forbidden`, `DomainError`."""
    now = now or clock.now()
    lift = _held(lift, seen)
    require(by, "matches.arrange_lift", lift)
    ride.check(now)
    if lift.state not in OPEN:
        raise DomainError("lift_not_open")
    start = lift.booking.session.starts_at if lift.booking else None
    for name, value in {**ride.fields, "for_start": start, "revision": seen + 1, "modified_at": now}.items():
        setattr(lift, name, value)
    lift.save()
    audit.record("lift.changed", by=by, subject=lift, person_id=lift.person_id)
    _tell_both(lift, by=by)
    return lift


def _held(lift: Lift, seen: int | None = None) -> Lift:
    """The row, locked, as it was `seen`; with everybody who has to hear of a change."""
    found: Lift = Lift.objects.select_for_update(of=("self",), no_key=True).for_rows().get(pk=lift.pk)
    if seen is not None and found.revision != seen:
        raise DomainError("lift_changed")
    return found


def _tell_both(lift: Lift, *, by: Actor) -> None:
    if lift.state == LiftState.ARRANGED and lift.driver:
        visit_notices.tell_of_lift("lift-arranged", lift, lift.person, by=by)
        visit_notices.tell_of_lift("lift-to-drive", lift, lift.driver.person, by=by)


@transaction.atomic
def assign(lift: Lift, *, driver: Champion, seen: int, by: Actor, now: datetime | None = None) -> Lift:
    """Give it to somebody who is cleared to drive; they and the person are told. Raises `Forbidden`, `Moved`,
    `DomainError`."""
    now = now or clock.now()
    lift = _held(lift, seen)
    require(by, "matches.arrange_lift", lift)
    day = lift.local_pick_up.date()
    fits = driver.centre_id == lift.centre_id and driver.standing == Standing.ACTIVE
    if not fits or clearances.lacking([driver], [Work.DRIVE], on=day):
        raise DomainError("lift_not_cleared")
    former = lift.driver
    machine.move(lift, "arrange", by=by, driver=driver, revision=seen + 1, modified_at=now)
    _tell_both(lift, by=by)
    if former and former.pk != driver.pk:
        visit_notices.tell_of_lift("lift-not-needed", lift, former.person, by=by)
    return lift


@transaction.atomic
def give_back(lift: Lift, *, by: Actor, now: datetime | None = None) -> Lift:
    """The driver cannot: staff find it on their list. Raises `Forbidden`, `Moved`."""
    lift = _held(lift)
    require(by, "matches.drive", lift)
    return machine.move(
        lift, "give_back", by=by, driver=None, revision=lift.revision + 1, modified_at=now or clock.now()
    )


@transaction.atomic
def cancel(lift: Lift, *, by: Actor, now: datetime | None = None) -> Lift:
    """Nobody needs it any more; the driver is told, and the person where they did not say so themselves.

    Raises `Forbidden`, `Moved`.
    """
    lift = _held(lift)
    require(by, "matches.ask_for_lift", lift)
    driver = lift.driver
    machine.move(lift, "cancel", by=by, revision=lift.revision + 1, modified_at=now or clock.now())
    visit_notices.tell_of_lift("lift-cancelled", lift, lift.person, by=by)
    if driver:
        visit_notices.tell_of_lift("lift-not-needed", lift, driver.person, by=by)
    return lift


@transaction.atomic
def drive(lift: Lift, *, came: bool, minutes: int, by: Actor, now: datetime | None = None) -> Lift:
    """It is done, or they did not come; the driver's time counts either way. Said again, it is corrected.

    Raises `Forbidden`, `Moved`, `DomainError("lift_not_today")`.
    """
    now = now or clock.now()
    lift = _held(lift)
    require(by, "matches.drive", lift)
    if now < lift.pick_up_at - EARLY:
        raise DomainError("lift_not_today")
    wanted, move = (LiftState.DONE, "done") if came else (LiftState.MISSED, "miss")
    if lift.state != wanted:
        machine.move(lift, move, by=by, modified_at=now)
    if lift.driver:
        spent = max(0, min(minutes, MOST_MINUTES))
        day = lift.local_pick_up.date()
        hours.credit(champion=lift.driver, source=f"lift:{lift.pk}", day=day, minutes=spent, by=by)
    return lift


def follow_bookings(*, now: datetime) -> int:
    """Call off the lifts to places that were given back, and to dates that are off; returns how many. Nothing that
    changes a place needs to think of lifts. One query where there is nothing."""
    tied = Lift.objects.open().filter(booking__isnull=False, pick_up_at__gt=now - EARLY)
    gone = tied.exclude(booking__state__in=ACTIVE, booking__session__state="scheduled")
    found = list(gone.for_rows())
    for lift in found:
        cancel(lift, by=SYSTEM, now=now)
    return len(found)


# --- Looking ---------------------------------------------------------------------------------------------


def wished(centre: Centre, *, by: Actor, now: datetime) -> list[Booking]:
    """Places in the next seven days with a wish for a lift that nobody has arranged yet. Three queries."""
    found = week.lifts(centre, by=by, now=now)
    seen = Lift.objects.filter(booking__in=found).exclude(state=LiftState.CANCELLED)
    arranged = set(seen.values_list("booking", flat=True))
    return [booking for booking in found if booking.pk not in arranged]


def known_address(person_id: int, *, centre_id: int | None) -> str:
    """Where somebody was picked up last, else where their visitor comes. Two queries at most."""
    last = Lift.objects.filter(person=person_id, centre=centre_id).exclude(pick_up="").order_by("-pick_up_at").first()
    if last:
        return str(last.pick_up)
    asked = MatchRequest.objects.filter(person=person_id, centre=centre_id).exclude(street="").first()
    return ", ".join(filter(None, [asked.street, asked.town])) if asked else ""


def likely_minutes(lift: Lift) -> int:
    """How long the driver was on the way, if everything went as planned; to be put right by them."""
    if lift.return_at is None:
        return USUAL_MINUTES
    return min(int((lift.return_at - lift.pick_up_at).total_seconds() // 60) + USUAL_MINUTES, MOST_MINUTES)


def view_sheet(rows: list[Lift], *, by: Actor) -> None:
    """A driver looks at who rides, and where: recorded, of each."""
    if rows:
        audit.record_many("lift.sheet_seen", by=by, person_ids=sorted({row.person_id for row in rows}))
