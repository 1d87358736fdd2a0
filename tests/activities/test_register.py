"""What really happened at a session, and who may write it down."""

import uuid
from datetime import timedelta

import pytest

from activities.models import Attendance, Booking, BookingState, Register, SessionState
from activities.services import register
from champions.models import Hours
from core.actors import PUBLIC, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from people.models import Person
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import staff_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return ChampionFactory()


@pytest.fixture
def session(leader):
    return SessionFactory(activity=ActivityFactory(centre=leader.centre, leaders=[leader]))


@pytest.fixture
def by(leader):
    return person_actor(leader.person_id)


def refusal(call, *args, **kwargs):
    with pytest.raises(DomainError) as caught:
        call(*args, **kwargs)
    return caught.value.code


def test_register_opens_on_the_local_morning_of_the_day(session, by):
    midnight = session.local_start.replace(hour=0, minute=0)
    assert refusal(register.open_for, session, by=by, now=midnight - timedelta(minutes=1)) == "register_too_early"
    assert register.open_for(session, by=by, now=midnight) == register.open_for(session, by=by, now=midnight)
    assert Register.objects.count() == 1


def test_register_of_a_cancelled_date_is_refused(session, by):
    session.state = SessionState.CANCELLED
    assert refusal(register.open_for, session, by=by, now=session.starts_at) == "session_cancelled"


def test_register_is_kept_by_leader_and_coordinator_alone(session, by):
    register.check_open(session, by=by, now=session.starts_at)
    register.check_open(session, by=staff_actor(centre=session.centre), now=session.starts_at)
    for actor in (PUBLIC, person_actor(ChampionFactory().person_id), staff_actor()):
        with pytest.raises(Forbidden):
            register.check_open(session, by=actor, now=session.starts_at)


def test_paused_leader_keeps_no_register():
    paused = ChampionFactory(paused=True)
    session = SessionFactory(activity=ActivityFactory(centre=paused.centre, leaders=[paused]))
    with pytest.raises(Forbidden):
        register.check_open(session, by=person_actor(paused.person_id), now=session.starts_at)


def test_mark_and_correction_are_each_recorded_and_the_same_again_is_not(session, by):
    booking = BookingFactory(session=session)
    for attendance in (Attendance.CAME, Attendance.CAME, Attendance.MISSED):
        register.mark(booking, attendance=attendance, by=by, now=session.starts_at)
    events = AuditEvent.objects.filter(action="booking.marked", person_id=booking.person_id).order_by("pk")
    assert [event.detail["attendance"] for event in events] == ["came", "missed"]


def test_mark_lets_in_who_waited_and_came(session, by):
    waiting = BookingFactory(session=session, state=BookingState.WAITLISTED)
    register.mark(waiting, attendance=Attendance.MISSED, by=by, now=session.starts_at)
    assert (waiting.state, waiting.attendance) == ("waitlisted", "unknown")
    register.mark(waiting, attendance=Attendance.CAME, by=by, now=session.starts_at)
    session.refresh_from_db()
    assert (waiting.state, waiting.attendance, session.seats_taken) == ("confirmed", "came", 1)


def test_mark_of_a_cancelled_place_is_refused(session, by):
    gone = BookingFactory(session=session, state=BookingState.CANCELLED)
    code = refusal(register.mark, gone, attendance=Attendance.CAME, by=by, now=session.starts_at)
    assert code == "booking_ended"


def test_walk_in_adds_somebody_who_is_there(session, by):
    booking = register.walk_in(session, name=" Ana ", by=by, now=session.starts_at)
    assert (booking.person.name, booking.state, booking.attendance) == ("Ana", "confirmed", "came")


def test_walk_in_sent_twice_adds_one_person(session, by):
    key = uuid.uuid4()
    first = register.walk_in(session, name="Ana", by=by, request_key=key, now=session.starts_at)
    again = register.walk_in(session, name="Ana", by=by, request_key=key, now=session.starts_at)
    assert first == again
    assert Person.objects.filter(name="Ana").count() == 1


def test_walk_in_without_a_name_is_refused(session, by):
    assert refusal(register.walk_in, session, name="  ", by=by, now=session.starts_at) == "name_needed"


def test_write_keeps_what_it_is_not_given(session, by):
    register.write(session, headcount=4, by=by, now=session.starts_at)
    register.write(session, note="The kettle is broken.", by=by, now=session.starts_at)
    kept = Register.objects.get()
    assert (kept.headcount, kept.note) == (4, "The kettle is broken.")


def test_close_before_the_start_is_refused(session, by):
    early = session.starts_at - timedelta(minutes=1)
    assert refusal(register.close, session, by=by, now=early) == "register_closes_later"
    assert Hours.objects.count() == 0


def test_close_marks_the_rest_as_missed_and_records_each(session, by):
    came, unmarked = (BookingFactory(session=session) for _ in range(2))
    waiting = BookingFactory(session=session, state=BookingState.WAITLISTED)
    offered = BookingFactory(session=session, state=BookingState.OFFERED, offer_until=session.starts_at)
    register.mark(came, attendance=Attendance.CAME, by=by, now=session.starts_at)
    register.close(session, by=by, now=session.ends_at)
    marks = {row.pk: row.attendance for row in Booking.objects.all()}
    assert marks == {came.pk: "came", unmarked.pk: "missed", waiting.pk: "unknown", offered.pk: "unknown"}
    assert AuditEvent.objects.filter(action="booking.marked", person_id=unmarked.person_id).count() == 1


def test_close_counts_the_hours_of_each_active_leader_once(session, leader, by):
    second, paused = ChampionFactory(centre=leader.centre), ChampionFactory(centre=leader.centre, paused=True)
    session.activity.leaders.add(second, paused)
    for _ in range(2):
        register.close(session, by=by, now=session.ends_at)
    counted = Hours.objects.order_by("champion").values_list("champion", "minutes", "day")
    assert list(counted) == [(leader.pk, 90, session.day), (second.pk, 90, session.day)]


def test_mark_after_closing_corrects_the_number_and_leaves_the_hours(session, by):
    booking = BookingFactory(session=session, seats=2)
    register.write(session, headcount=3, by=by, now=session.starts_at)
    register.close(session, by=by, now=session.ends_at)
    assert register.came(session) == 3
    register.mark(booking, attendance=Attendance.CAME, by=by, now=session.ends_at + timedelta(days=2))
    assert register.came(session) == 5
    assert Hours.objects.count() == 1
    assert register.of(session).is_closed


def test_view_is_recorded_for_each_person_but_oneself(session, leader, by):
    rows = [BookingFactory(session=session), BookingFactory(session=session)]
    own = BookingFactory(session=session, person=leader.person)
    register.record_view(session, rows=[*rows, own], by=by)
    seen = AuditEvent.objects.filter(action="register.viewed").order_by("pk")
    assert [(event.person_id, event.actor_person_id) for event in seen] == [
        (row.person_id, leader.person_id) for row in rows
    ]
