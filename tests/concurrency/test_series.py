"""A series changed while people sign up, dates are moved, and the nightly run goes by."""

from datetime import timedelta

import pytest

from activities.models import Activity, Booking, Session
from activities.models.booking import ACTIVE
from activities.services import bookings, scheduling, seats, series, sessions
from activities.services.scheduling import Materialised
from activities.services.series import changing, pausing, resuming
from activities.services.timetable import Change
from core import clock
from core.actors import SYSTEM, person_actor
from core.errors import DomainError
from tests.activities.test_enrolments import dates_of, enrol, group_of
from tests.concurrency.test_last_seats import at_once, booking_call
from tests.concurrency.test_places import check_seats, errors
from tests.factories.people import PersonFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
ROUNDS = 6
SAID_NO = {"plan_changed", "session_cancelled", "moved"}


@pytest.fixture
def group(settings) -> Activity:
    settings.SESSION_HORIZON_WEEKS = 6
    made = group_of(3, dates=1)
    scheduling.materialise(activity=made, by=SYSTEM)
    return made


def nightly(group):
    return lambda: scheduling.materialise(activity=Activity(pk=group.pk), by=SYSTEM)


def editing(group, edit):
    """Shown in the thread, and done."""

    def call():
        known = Activity.objects.select_related("centre").get(pk=group.pk)
        _timetable, plan = series.preview(known, edit, now=clock.now())
        return series.apply(known, edit, digest=plan.digest, by=SYSTEM)

    return call


def moving(booking, to):
    return lambda: bookings.move(booking, to=to, by=person_actor(booking.person_id), wait=True)


def places_at(session, number):
    return [booking_call(session, PersonFactory())() for _number in range(number)]


def check(group, answers):
    """Nothing but a plain no; no date twice, nobody lost, and nothing left to do."""
    assert [error for error in errors(answers) if not isinstance(error, DomainError)] == []
    assert {error.code for error in errors(answers)} <= SAID_NO
    placed = {answer.pk for answer in answers if isinstance(answer, Booking)}
    assert Booking.objects.filter(pk__in=placed, state__in=ACTIVE).count() == len(placed)
    scheduling.materialise(activity=group, by=SYSTEM)
    assert scheduling.materialise(activity=group, by=SYSTEM) == Materialised()
    days = list(group.sessions.scheduled().filter(own_time=False).values_list("day", flat=True))
    assert len(days) == len(set(days))
    check_seats()


def test_everything_at_once(group):
    dates = dates_of(group)
    first, *_others, last = [place for session in dates for place in places_at(session, 2)]
    minutes = {"minutes": group.minutes + 30}
    day_after = dates[2].day + timedelta(days=1)
    answers = at_once(
        nightly(group),
        editing(group, changing(Change(dates[1].day, minutes))),
        editing(group, pausing(dates[3].day, dates[4].day)),
        editing(group, changing(Change(dates[2].day, {"capacity": 5}))),
        *(booking_call(session, PersonFactory()) for session in dates),
        moving(last, dates[0]),
        moving(first, dates[-1]),
        lambda: sessions.move(dates[2], day=day_after, start_time=group.start_time, by=SYSTEM),
        lambda: sessions.cancel(dates[1], by=SYSTEM),
        nightly(group),
    )
    check(group, answers)
    moved, cancelled = Session.objects.get(pk=dates[2].pk), Session.objects.get(pk=dates[1].pk)
    assert (moved.day, cancelled.is_cancelled, cancelled.dropped) == (day_after, True, False)


def test_one_plan_is_carried_out_once(group):
    edit = changing(Change(dates_of(group)[1].day, {"capacity": 4}))
    _timetable, plan = series.preview(group, edit, now=clock.now())
    answers = at_once(*(lambda: series.apply(group, edit, digest=plan.digest, by=SYSTEM) for _number in range(3)))
    assert [answer.resized for answer in answers if isinstance(answer, Materialised)] == [len(plan.steps)]
    assert [error.code for error in errors(answers)] == ["plan_changed"] * 2


def test_sign_ups_and_a_change_of_what_they_saw_are_one_after_the_other(group):
    """Either the plan is refused, or whoever signed up before it is told of it."""
    session = dates_of(group)[1]
    edit = changing(Change(session.day, {"minutes": group.minutes + 30}))
    _timetable, plan = series.preview(group, edit, now=clock.now())
    applied, *booked = at_once(
        lambda: series.apply(group, edit, digest=plan.digest, by=SYSTEM),
        *(booking_call(session, PersonFactory()) for _number in range(3)),
    )
    assert [type(one) for one in booked] == [Booking] * 3
    session.refresh_from_db()
    if isinstance(applied, DomainError):
        assert (applied.code, session.revision) == ("plan_changed", 0)
    else:
        assert (session.minutes, session.revision) == (group.minutes + 30, 1)
    check_seats()


def test_dates_that_come_back_never_block_those_who_move(group):
    """Whoever moves locks the date that is off before the one that is on; so must whoever brings it back."""
    dates = dates_of(group)
    Activity.objects.update(capacity=None)
    Session.objects.update(capacity=None)
    for _round in range(ROUNDS):
        placed = places_at(dates[0], 4)
        editing(group, pausing(dates[0].day, dates[0].day))()
        answers = at_once(
            *(moving(booking, to) for booking, to in zip(placed, dates[2:], strict=False)),
            editing(group, resuming(dates[0].day)),
            nightly(group),
        )
        check(group, answers)


def test_dates_that_are_filled_never_block_those_who_move(group):
    """Those with a standing place are booked at the dates that they lack: each of them at others."""
    dates = dates_of(group)
    Activity.objects.update(capacity=None)
    Session.objects.update(capacity=None)
    early, late = enrol(group), enrol(group)
    for _round in range(ROUNDS):
        early.bookings.filter(session=dates[-1]).delete()
        late.bookings.filter(session=dates[1]).delete()
        for session in (dates[1], dates[-1]):
            seats.recount(session)
        placed = places_at(dates[1], 4)
        answers = at_once(*(moving(booking, dates[-1]) for booking in placed), nightly(group), *[nightly(group)] * 2)
        check(group, answers)
        assert (early.bookings.count(), late.bookings.count()) == (len(dates), len(dates))
