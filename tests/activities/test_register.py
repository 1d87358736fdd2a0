"""What really happened at a session, and who may write it down."""

import uuid
from datetime import timedelta

import pytest

from activities.models import Attendance, Booking, BookingState, Register, Session, SessionState
from activities.services import register, seats, walk_ins
from champions.models import Hours
from core.actors import PUBLIC, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from people.models import Person
from people.models.consent import Purpose
from people.services import consents
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
    booking = walk_ins.add(session, name=" Ana ", by=by, now=session.starts_at)
    assert (booking.person.name, booking.state, booking.attendance) == ("Ana", "confirmed", "came")


def test_walk_in_sent_twice_adds_one_person(session, by):
    key = uuid.uuid4()
    first = walk_ins.add(session, name="Ana", by=by, request_key=key, now=session.starts_at)
    again = walk_ins.add(session, name="Ana", by=by, request_key=key, now=session.starts_at)
    assert first == again
    assert Person.objects.filter(name="Ana").count() == 1


def test_walk_in_without_a_name_is_refused(session, by):
    assert refusal(walk_ins.add, session, name="  ", by=by, now=session.starts_at) == "name_needed"


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


def marks_of(booking):
    return list(
        AuditEvent.objects.filter(action="booking.marked", subject_id=booking.pk)
        .order_by("pk")
        .values_list("detail__attendance", flat=True)
    )


def test_who_came_late_was_there_and_who_is_excused_was_not(session, by):
    late, excused = BookingFactory(session=session), BookingFactory(session=session)
    register.mark(late, attendance=Attendance.LATE, by=by, now=session.starts_at)
    register.mark(excused, attendance=Attendance.EXCUSED, by=by, now=session.starts_at)
    register.close(session, by=by, now=session.ends_at)
    assert register.came(session) == 1
    assert [row.attendance for row in Booking.objects.order_by("pk")] == ["late", "excused"]


def test_mark_can_be_taken_back_and_that_is_recorded(session, by):
    booking = BookingFactory(session=session)
    for attendance in (Attendance.CAME, Attendance.UNKNOWN):
        register.mark(booking, attendance=attendance, by=by, now=session.starts_at)
    assert (booking.state, booking.attendance, marks_of(booking)) == ("confirmed", "unknown", ["came", "unknown"])


@pytest.mark.parametrize("state", [BookingState.WAITLISTED, BookingState.THINKING])
def test_who_was_let_in_by_mistake_is_where_they_were(session, by, state):
    booking = BookingFactory(session=session, state=state)
    register.mark(booking, attendance=Attendance.LATE, by=by, now=session.starts_at)
    assert (booking.state, booking.attendance) == ("confirmed", "late")
    register.mark(booking, attendance=Attendance.UNKNOWN, by=by, now=session.starts_at)
    session.refresh_from_db()
    assert (booking.state, booking.attendance, session.seats_taken) == (state, "unknown", 0)


def test_who_only_thought_of_coming_is_never_missing(session, by):
    thinking = BookingFactory(session=session, state=BookingState.THINKING)
    register.mark(thinking, attendance=Attendance.MISSED, by=by, now=session.starts_at)
    register.close(session, by=by, now=session.ends_at)
    thinking.refresh_from_db()
    assert (thinking.state, thinking.attendance) == ("thinking", "unknown")


def test_tap_that_comes_late_does_not_undo_what_was_written_since(session, by):
    booking = BookingFactory(session=session)
    start = session.starts_at
    register.mark(booking, attendance=Attendance.MISSED, by=by, now=start + timedelta(minutes=20))
    late = {"tapped_at": start + timedelta(minutes=5), "now": start + timedelta(minutes=30)}
    register.mark(booking, attendance=Attendance.CAME, by=by, **late)
    assert (booking.attendance, marks_of(booking)) == ("missed", ["missed"])


def test_same_tap_sent_again_is_one_mark(session, by):
    booking = BookingFactory(session=session)
    start = session.starts_at
    came = {"attendance": Attendance.CAME, "tapped_at": start}
    taken_back = {"attendance": Attendance.UNKNOWN, "tapped_at": start + timedelta(seconds=2)}
    for tap in (came, taken_back, came, taken_back):
        register.mark(booking, by=by, now=start + timedelta(minutes=1), **tap)
    assert marks_of(booking) == ["came", "unknown"]


def test_tap_from_before_the_closing_beats_its_guess(session, by):
    booking = BookingFactory(session=session)
    register.close(session, by=by, now=session.ends_at)
    register.mark(
        booking,
        attendance=Attendance.CAME,
        by=by,
        tapped_at=session.starts_at,
        now=session.ends_at + timedelta(hours=3),
    )
    assert marks_of(booking) == ["missed", "came"]


def test_tap_of_a_clock_that_runs_ahead_counts_as_now(session, by):
    booking = BookingFactory(session=session)
    now = session.starts_at
    register.mark(booking, attendance=Attendance.CAME, by=by, tapped_at=now + timedelta(days=3), now=now)
    assert booking.marked_at == now


def test_number_that_somebody_else_has_counted_meanwhile_stands(session, by):
    register.write(session, headcount=6, by=by, now=session.starts_at)
    assert refusal(register.write, session, headcount=3, seen=2, by=by, now=session.starts_at) == "counted_meanwhile"
    for _ in range(2):
        register.write(session, headcount=7, seen=6, by=by, now=session.starts_at)
    assert Register.objects.get().headcount == 7
    assert AuditEvent.objects.filter(action="register.written").count() == 2


def test_leader_corrects_for_two_weeks_and_staff_always(session, by):
    booking = BookingFactory(session=session)
    late = session.ends_at + timedelta(days=14)
    register.mark(booking, attendance=Attendance.CAME, by=by, now=late - timedelta(minutes=1))
    assert refusal(register.mark, booking, attendance=Attendance.MISSED, by=by, now=late) == "register_too_late"
    staff = staff_actor(centre=session.centre)
    register.mark(booking, attendance=Attendance.MISSED, by=staff, now=late)
    assert marks_of(booking) == ["came", "missed"]


def test_needs_are_shared_with_leaders_by_who_agrees_just_now(session, by):
    agrees, agreed_once, silent = (BookingFactory(session=session) for _ in range(3))
    for booking in (agrees, agreed_once):
        consents.give(person=booking.person, purpose=Purpose.SHARE_WITH_LEADER, by=person_actor(booking.person_id))
    consents.withdraw(
        person=agreed_once.person, purpose=Purpose.SHARE_WITH_LEADER, by=person_actor(agreed_once.person_id)
    )
    rows = [agrees, agreed_once, silent]
    assert register.who_shares_needs(session, rows, by=by) == {agrees.person_id}
    everybody = {row.person_id for row in rows}
    assert register.who_shares_needs(session, rows, by=staff_actor(centre=session.centre)) == everybody


def test_questions_of_attendance_are_answered_in_one_query_each(session, by, django_assert_num_queries):
    for attendance in (Attendance.CAME, Attendance.CAME, Attendance.LATE, Attendance.MISSED, Attendance.UNKNOWN):
        BookingFactory(session=session, attendance=attendance)
    BookingFactory(session=session, attendance=Attendance.MISSED, state=BookingState.CANCELLED)
    with django_assert_num_queries(1):
        assert session.bookings.all().tally() == {"came": 2, "late": 1, "missed": 1, "excused": 0}
    with django_assert_num_queries(1):
        assert session.bookings.all().no_show_rate() == 0.25
    assert Booking.objects.none().no_show_rate() is None
    seats.write(session, 5)
    with django_assert_num_queries(1):
        assert Session.objects.filter(pk=session.pk).fill_rate() == 0.5
    assert Session.objects.none().fill_rate() is None


def test_somebody_added_by_mistake_leaves_the_list_at_the_close(session, by):
    booking = walk_ins.add(session, name="Ana", by=by, now=session.starts_at)
    register.mark(booking, attendance=Attendance.UNKNOWN, by=by, now=session.starts_at)
    assert booking.state == "confirmed"
    register.close(session, by=by, now=session.ends_at)
    booking.refresh_from_db()
    session.refresh_from_db()
    assert (booking.state, booking.attendance, session.seats_taken) == ("cancelled", "unknown", 0)
