"""A month with a clock change in it: whatever happens to a place and its date, in whatever order, exactly the right
texts come at exactly the right local times.

The oracle below knows nothing of the service: it looks at each hour at what is true then.
"""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest
import time_machine

from activities.models import Booking, Session
from activities.services import bookings, reminders, sessions
from core import clock
from core.actors import SYSTEM, Channel
from core.errors import DomainError, Moved
from notifications.models import Preferences
from notifications.services import delivery
from people.models import Person
from people.models.contact import ContactKind
from people.services import persons
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory

pytestmark = pytest.mark.django_db
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
WEEKS = 5  # the third is that of the change
# In hours before the start of the date; the half keeps what happens apart from the worker, which looks at full hours.
MOMENTS = [-72.5, -49.5, -26.5, -24.5, -23.5, -14.5, -6.5, -3.5, -2.5, -1.5]
STEPS = ["book", "cancel", "book again", "other hour", "other day", "call off"]
CHANGES = {"autumn": date(2026, 11, 1), "spring": date(2027, 3, 14)}
ZONES = ["America/Toronto", "America/Winnipeg"]
EVENING, MORNING = time(19), time(9)
WISHES = ["both", "both", "day_before", "two_hours", "none"]


@dataclass
class Case:
    """One person in a weekly group of their own, and what happens around one of its dates."""

    number: str
    zone: ZoneInfo
    wish: str
    person: Person
    dates: list[Session]
    steps: list[tuple[datetime, str]]
    history: list[tuple[datetime, int, datetime, bool]] = field(default_factory=list)

    @property
    def touched(self) -> Session:
        return self.dates[WEEKS // 2]

    def note(self) -> None:
        """What is true from now on of the date: which place they have (0: none), its start, whether it is off."""
        session = Session.objects.get(pk=self.touched.pk)
        booking = Booking.objects.filter(session=session, person=self.person).confirmed().last()
        place = booking.pk if booking else 0
        self.history.append((clock.now(), place, session.starts_at, session.is_cancelled))


def a_case(number, centre, start, first, steps, moments, wish):
    group = ActivityFactory(
        centre=centre, title_en=f"Group {number}", capacity=None, start_date=first, start_time=start
    )
    dates = [SessionFactory(activity=group, day=first + nth * WEEK) for nth in range(WEEKS)]
    person = persons.register(
        name=f"Person {number}",
        centre=centre,
        contact=f"+1519555{number:04}",
        contact_kind=ContactKind.MOBILE,
        by=SYSTEM,
    )
    Preferences.objects.create(person=person, reminders=wish)
    before = dates[WEEKS // 2].starts_at
    planned = [(before + moment * HOUR, step) for moment, step in zip(sorted(moments), steps, strict=True)]
    return Case(f"+1519555{number:04}", centre.zone, wish, person, dates, planned)


def cases(change):
    """Some of the orders of the six steps at random moments, in two zones, at two hours, on four days of the week."""
    rng = random.Random(str(change))
    centres = [CentreFactory(timezone=zone, name_en=f"Centre {zone[8:]}") for zone in ZONES]
    orders = rng.sample(list(permutations(STEPS)), 48)
    first = change - (WEEKS // 2) * WEEK
    return [
        a_case(
            number,
            centres[number % 2],
            EVENING if number % 4 < 2 else MORNING,
            first + rng.choice([-1, 0, 1, 2]) * DAY,
            order,
            rng.sample(MOMENTS, len(STEPS)),
            WISHES[number % len(WISHES)],
        )
        for number, order in enumerate(orders, 100)
    ]


# --- What happens -------------------------------------------------------------------------------


def act(case, step):
    """Do it, where it can be done; what cannot is refused, and nothing has happened."""
    session = Session.objects.get(pk=case.touched.pk)
    local = session.local_start
    try:
        if step in {"book", "book again"}:
            bookings.book(session=session, person=case.person, channel=Channel.DESK, by=SYSTEM, quiet=True)
        elif step == "cancel":
            if booking := Booking.objects.filter(session=session, person=case.person).confirmed().first():
                bookings.cancel(booking, by=SYSTEM, quiet=True)
        elif step == "other hour":
            hour = local.hour + (1 if int(case.number[-1]) % 2 else -1)
            sessions.move(session, day=local.date(), start_time=time(hour), by=SYSTEM)
        elif step == "other day":
            sessions.move(session, day=local.date() + DAY, start_time=local.time(), by=SYSTEM)
        else:
            sessions.cancel(session, by=SYSTEM)
    except (DomainError, Moved):
        return
    case.note()


def live(found, texts):
    """Let the hours pass; the reminders that went out, with the local time of each."""
    first = min(case.dates[0].starts_at for case in found) - 3 * DAY
    last = max(case.dates[-1].starts_at for case in found) + HOUR
    zones = {case.number: case.zone for case in found}
    plan = sorted(
        ((at, nth, step) for nth, case in enumerate(found) for at, step in case.steps), key=lambda one: one[0]
    )
    with time_machine.travel(first, tick=False):
        for case in found:
            case.note()
            for session in case.dates:
                if session != case.touched:
                    bookings.book(session=session, person=case.person, channel=Channel.DESK, by=SYSTEM, quiet=True)
    sent = []
    now = first
    while now <= last:
        while plan and plan[0][0] <= now:
            at, nth, step = plan.pop(0)
            with time_machine.travel(at, tick=False):
                act(found[nth], step)
        with time_machine.travel(now, tick=False):
            before = len(texts.sent)
            reminders.remind(now=now)
            delivery.deliver_due(now=now)
            sent += [
                (number, f"{now.astimezone(zones[number]):%m-%d %H:%M}", words.split("\n")[0])
                for number, words in texts.sent[before:]
                if words.startswith("Reminder: ")
            ]
        now += HOUR
    return sorted(sent)


# --- What should come of it ---------------------------------------------------------------------


def truth(case, session, now):
    """What is true of a date at this hour, as `Case.note` wrote it down."""
    if session != case.touched:
        return 1, session.starts_at, False
    known = [entry for entry in case.history if entry[0] <= now]
    return known[-1][1:] if known else (0, session.starts_at, False)


def is_due(lead, now, start, zone):
    if lead == "two_hours":
        return start - now == 2 * HOUR
    here, there = now.astimezone(zone), start.astimezone(zone)
    return (here.date() + DAY, here.hour, here.minute) == (there.date(), there.hour, there.minute)


def expected_of(case, session):
    """Looks at each hour whether one of the reminders is due, and sends what waits once the night is over."""
    wanted = {"both": ["day_before", "two_hours"], "none": []}.get(case.wish, [case.wish])
    waiting, texts = [], []
    now = session.starts_at - 4 * DAY
    while now < session.starts_at + 4 * DAY:
        true = truth(case, session, now)
        place, start, is_off = true
        if place and not is_off:
            waiting += [(lead, true) for lead in wanted if is_due(lead, now, start, case.zone)]
        local = now.astimezone(case.zone)
        if 8 <= local.hour < 21:
            texts += [said(case, session, local, start) for _lead, then in waiting if then == true and start > now]
            waiting = []
        now += HOUR
    return texts


def said(case, session, local, start):
    begins = start.astimezone(case.zone)
    hour = f"{begins.hour % 12 or 12} {'am' if begins.hour < 12 else 'pm'}"
    day = f"{begins:%A, %B} {begins.day}"
    title, centre = session.activity.title_en, session.centre.name_en
    return case.number, f"{local:%m-%d %H:%M}", f"Reminder: {title}, {day}, {hour}, {centre}."


@pytest.mark.parametrize("change", CHANGES)
def test_texts_of_a_month_are_exactly_those_that_should_come(change, texts):
    found = cases(CHANGES[change])
    came = live(found, texts)
    assert came == sorted(text for case in found for session in case.dates for text in expected_of(case, session))
    # The month was a full one: places were moved and given back, and texts came on both sides of the change.
    assert sum(len(case.history) - 1 for case in found) > 150
    days = {date(CHANGES[change].year, int(at[:2]), int(at[3:5])) for _number, at, _words in came}
    assert min(days) < CHANGES[change] - WEEK
    assert max(days) > CHANGES[change] + WEEK
