"""The years before at one centre, so that the evidence has something to say: few prescriptions at first, weeks without
a link worker in which hardly anything went on, people whom nobody reached, and some who are not better off."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count, cycle, islice

from activities.choices import JoinMode
from activities.models import Attendance, BookingState, Session
from activities.services import register
from core import clock
from core.actors import Actor, person_actor
from core.demo import DemoWorld
from evaluation import demo
from evaluation.demo import LOST, NO, Said
from evaluation.services import counting, equity
from people.actors import for_user
from people.demo import somebody
from people.models import Person
from prescriptions.models import Case, CaseState, ClosedReason, Level, Means, Need, Outcome, Result, Source
from prescriptions.services import attempts, casework, taking_part

SEED = 61
# How many were prescribed something in each month, from the oldest until last month.
MONTHLY = (1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 3, 4, 1, 0, 1, 3, 4, 5, 5, 5, 6, 5, 6)
MONTH = timedelta(days=30)
# How lonely (3 to 9) people said they were at the beginning, after three months and after six.
COURSES: tuple[tuple[Said, ...], ...] = (
    (8, 6, 5),
    (7, 6, 6),
    (6, 6, 5),
    (9, 8, 7),
    (8, 7, LOST),
    (7, 8, 8),
    (8, 6, 6),
    (6, 6, NO),
    (7, LOST, LOST),
    (8, 9, 8),
    (6, 5, 5),
    (NO,),
)
LEVELS = (Level.MEDIUM, Level.SIGNPOSTING, Level.HOLISTIC, Level.MEDIUM, Level.MEDIUM, Level.HOLISTIC)
SOURCES = (Source.PROVIDER, Source.PROVIDER, Source.SELF, Source.PROVIDER, Source.PROVIDER)
NEEDS = (
    [Need.SOCIAL],
    [Need.BEREAVEMENT, Need.SOCIAL],
    [Need.MOVEMENT],
    [Need.FOOD],
    [Need.SOCIAL, Need.ARTS],
    [Need.CAREGIVER],
    [Need.NATURE, Need.MOVEMENT],
)
WHO: dict[str, list[list[str]]] = {
    "language": [[], ["fr"], ["en"], ["en"]],
    "born": [[], ["yes"], ["yes"], ["no"]],
}
STEP = "Look for a group together"
UNREACHED = 7  # every so many-th person could not be reached
MOST_DATES = 6
HALF_A_YEAR = timedelta(days=165)


def build(world: DemoWorld) -> None:
    """With dice of its own: the rest of the demo stays as it is."""
    if demo.CENTRE not in world.made["centres"]:
        return
    own = DemoWorld(now=world.now, rng=random.Random(SEED), made=world.made)
    kinds = zip(cycle(LEVELS), cycle(SOURCES), cycle(NEEDS), strict=False)
    courses = cycle(COURSES)
    for number, at, (level, source, needs) in zip(count(1), _moments(own), kinds, strict=False):
        person = _person(own)
        _say_who(person, number, at)
        prescription = demo.prescribe(own, person, at, level=level, source=source, needs=needs)
        if level.is_walked:
            _walk(own, prescription.case, number, next(courses))
    demo.lapse(own)
    counting.count_all(now=own.now)


def _moments(world: DemoWorld) -> Iterator[datetime]:
    for months_ago, many in zip(range(len(MONTHLY), 0, -1), MONTHLY, strict=True):
        for nth in range(many):
            yield world.now - months_ago * MONTH + nth * MONTH / many


def _person(world: DemoWorld) -> Person:
    somebody(world, world.made["centres"][demo.CENTRE])
    found: Person = world.made["people"][demo.CENTRE].pop()
    return found


def _say_who(person: Person, number: int, at: datetime) -> None:
    """Three of four do."""
    if answers := {slug: values[number % 4] for slug, values in WHO.items() if values[number % 4]}:
        equity.answer(person, answers=answers, agrees=True, by=person_actor(person.pk), now=at)


def _staff(world: DemoWorld, role: str) -> Actor:
    return for_user(world.made["staff"][demo.CENTRE][role], centre_id=world.made["centres"][demo.CENTRE].pk)


def _walk(world: DemoWorld, case: Case, number: int, course: tuple[Said, ...]) -> None:
    """Taken some days later; after weeks, where there was nobody to take it."""
    by = _staff(world, "link_worker")
    taken = case.opened_at + timedelta(days=2 + number % 8)
    if taken > world.now:
        return
    with clock.standing_at(taken):
        casework.take(case, by=by)
    if number % UNREACHED == 0:
        _give_up(world, case, taken, by)
        return
    with clock.standing_at(taken + timedelta(hours=3)):
        day = casework.local_day(case, clock.now())
        attempts.note(case, means=Means.PHONE, result=Result.REACHED, step=STEP, on=day, by=by)
    demo.ask_all(world, case, course, by=by, place=number)
    _take_part(world, case, number, since=taken + timedelta(days=3))
    _close(world, case, number, by)


def _give_up(world: DemoWorld, case: Case, since: datetime, by: Actor) -> None:
    for days in (0, 3, 6, 9):
        with clock.standing_at(since + timedelta(days=days, hours=2)):
            attempts.note(case, means=Means.PHONE, result=Result.NO_ANSWER, by=by)
    with clock.standing_at(min(world.now, since + timedelta(days=12))):
        casework.close(case, reason=ClosedReason.UNREACHED, by=by)


def _take_part(world: DemoWorld, case: Case, number: int, *, since: datetime) -> None:
    """Some never come, some once, some stay; wherever there was a place."""
    rows = Session.objects.scheduled().filter(
        centre=case.centre_id,
        activity__join_mode=JoinMode.SIGN_UP,
        activity__sensitive=False,
        starts_at__gt=since,
        starts_at__lt=since + HALF_A_YEAR,
        ends_at__lt=world.now - timedelta(days=1),
    )
    by, worker = _staff(world, "coordinator"), _staff(world, "link_worker")
    for nth, session in enumerate(islice(rows.with_place().order_by("starts_at"), number % (MOST_DATES + 1))):
        with clock.standing_at(session.starts_at - timedelta(hours=20)):
            booking = taking_part.book(case.prescription, session=session, by=worker)
        if booking.state == BookingState.CONFIRMED:
            came = (number + nth) % 6 != 0
            with clock.standing_at(session.ends_at + timedelta(hours=1)):
                register.mark(booking, attendance=Attendance.CAME if came else Attendance.MISSED, by=by)


def _close(world: DemoWorld, case: Case, number: int, by: Actor) -> None:
    """After half a year, if that is over."""
    at = case.opened_at + timedelta(days=190)
    if at > world.now:
        return
    case.refresh_from_db()
    outcome = (Outcome.ALL, Outcome.PART, Outcome.PART, Outcome.NONE)[number % 4]
    with clock.standing_at(at):
        casework.plan(case, stands=CaseState.CLOSING, by=by)
        casework.close(case, reason=ClosedReason.COMPLETED, outcome=outcome, by=by)
