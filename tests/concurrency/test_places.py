"""Standing places, courses and moves when many things happen at the same moment."""

from datetime import timedelta

import pytest

from activities.choices import JoinMode
from activities.models import Booking, BookingState, Enrolment, Session
from activities.models.booking import HOLDS_SEATS
from activities.services import bookings, enrolments, scheduling, sessions, waiting
from core.actors import SYSTEM, Channel, person_actor
from core.errors import DomainError
from core.models import Transition
from tests.activities.test_enrolments import dates_of, enrol, extend, group_of
from tests.concurrency.test_last_seats import at_once, booking_call, counted, session_of, taken
from tests.factories.people import PersonFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def course_of(capacity, dates=2):
    return group_of(capacity, dates, join_mode=JoinMode.COURSE)


def enrol_call(activity, person):
    by = person_actor(person.pk)
    return lambda: enrolments.enrol(activity=activity, person=person, channel=Channel.WEB, by=by)


def errors(answers):
    return [answer for answer in answers if isinstance(answer, Exception)]


def check_seats():
    """What is written down is what is held, and no more than there is."""
    for session in Session.objects.all():
        holding = Booking.objects.filter(session=session, state__in=HOLDS_SEATS)
        held = sum(holding.values_list("seats", flat=True))
        assert session.seats_taken == held
        assert session.capacity is None or held <= session.capacity


def test_fifty_people_for_a_course_of_five():
    activity = course_of(5)
    people = [PersonFactory() for _ in range(50)]
    answers = at_once(*(enrol_call(activity, person) for person in people))
    assert errors(answers) == []
    places = [set(enrolment.bookings.values_list("state", flat=True)) for enrolment in answers]
    assert (places.count({"confirmed"}), places.count({"waitlisted"})) == (5, 45)
    assert [taken(session) for session in dates_of(activity)] == [5, 5]


def test_one_person_enrolling_twice_has_one_standing_place():
    activity, person = course_of(5), PersonFactory()
    first, second = at_once(*(enrol_call(activity, person) for _ in range(2)))
    assert first == second
    assert (Enrolment.objects.count(), Booking.objects.count()) == (1, 2)


def test_accepting_a_course_while_the_offer_lapses_has_one_winner_at_all_dates():
    activity = course_of(1)
    placed, second = enrol(activity), enrol(activity)
    enrolments.end(placed, by=person_actor(placed.person_id))
    row = second.bookings.select_related("session__activity", "person").first()
    at_once(
        lambda: bookings.accept(row, by=person_actor(row.person_id)),
        lambda: waiting.lapse_offers(now=row.offer_until),
        lambda: waiting.lapse_offers(now=row.offer_until),
    )
    second.refresh_from_db()
    places = set(second.bookings.values_list("state", flat=True))
    assert (places, second.state) in [({"confirmed"}, "active"), ({"cancelled"}, "ended")]
    for booking in second.bookings.all():
        assert Transition.of(booking).filter(name__in=["accept", "lapse"]).count() == 1
    check_seats()


def test_ending_a_course_while_others_enrol_gives_the_place_once():
    activity = course_of(1)
    placed = enrol(activity)
    newcomers = [PersonFactory() for _ in range(6)]
    answers = at_once(
        lambda: enrolments.end(placed, by=person_actor(placed.person_id)),
        *(enrol_call(activity, person) for person in newcomers),
    )
    assert errors(answers) == []
    places = [set(enrolment.bookings.values_list("state", flat=True)) for enrolment in answers[1:]]
    assert len([found for found in places if found in ({"confirmed"}, {"offered"})]) == 1
    assert places.count({"waitlisted"}) == 5
    check_seats()


def test_fewer_seats_while_many_book_never_leaves_more_given_than_there_are():
    session = session_of(10)
    answers = at_once(
        *(booking_call(session, PersonFactory()) for _ in range(12)),
        lambda: sessions.resize(session, capacity=4, by=SYSTEM),
    )
    assert all(error.code == "fewer_than_taken" for error in errors(answers))
    found = counted(session)
    session.refresh_from_db()
    assert found == {"confirmed": session.capacity, "waitlisted": 12 - session.capacity}
    check_seats()


def test_more_seats_while_many_book_leave_nobody_waiting_beside_a_free_seat():
    session = session_of(2)
    answers = at_once(
        *(booking_call(session, PersonFactory()) for _ in range(8)),
        lambda: sessions.resize(session, capacity=6, by=SYSTEM),
    )
    assert errors(answers) == []
    found = counted(session)
    assert (found["confirmed"] + found["offered"], found["waitlisted"]) == (6, 2)
    check_seats()


def test_moves_that_cross_each_other_never_block_each_other():
    here, there = session_of(4), session_of(4)
    to_there = [booking_call(here, PersonFactory())() for _ in range(4)]
    to_here = [booking_call(there, PersonFactory())() for _ in range(3)]

    def moving(booking, to):
        return lambda: bookings.move(booking, to=to, by=person_actor(booking.person_id))

    answers = at_once(
        *(moving(booking, there) for booking in to_there), *(moving(booking, here) for booking in to_here)
    )
    assert {type(answer) for answer in answers} <= {Booking, DomainError}
    assert {error.code for error in errors(answers)} <= {"no_seat_there"}
    # Whatever came first: everybody has one place, the old one or the new one.
    placed = Booking.objects.filter(state=BookingState.CONFIRMED).values_list("person", flat=True)
    assert sorted(placed) == sorted(booking.person_id for booking in (*to_there, *to_here))
    check_seats()


def test_new_dates_that_are_filled_while_others_book_them_are_not_oversold():
    activity = group_of(2, dates=1)
    standing = [enrol(activity) for _ in range(2)]
    extend(activity, 2)
    enrolments.end(standing[1], by=person_actor(standing[1].person_id))
    new_date = dates_of(activity)[1]
    extra = enrol(activity)
    Booking.objects.filter(session=new_date, enrolment=extra).delete()
    Session.objects.filter(pk=new_date.pk).update(seats_taken=1)
    until = activity.start_date + timedelta(weeks=1)
    answers = at_once(
        lambda: scheduling.materialise(activity=activity, by=SYSTEM, until=until),
        *(booking_call(new_date, PersonFactory()) for _ in range(5)),
        lambda: scheduling.materialise(activity=activity, by=SYSTEM, until=until),
    )
    assert errors(answers) == []
    assert counted(new_date) == {"confirmed": 2, "waitlisted": 5, "cancelled": 1}
    check_seats()


def test_skipping_and_ending_at_the_same_moment_gives_each_date_back_once():
    activity = group_of(1, dates=2)
    standing = enrol(activity)
    queue = [booking_call(session, PersonFactory())() for session in dates_of(activity)]
    by = person_actor(standing.person_id)
    row = standing.bookings.select_related("session__activity", "person").first()
    at_once(lambda: bookings.cancel(row, by=by), lambda: enrolments.end(standing, by=by))
    assert set(standing.bookings.values_list("state", flat=True)) == {"cancelled"}
    assert [Booking.objects.get(pk=one.pk).state for one in queue] == ["offered", "offered"]
    check_seats()
