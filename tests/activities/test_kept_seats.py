"""Seats that are kept for newcomers, and for whom a provider sends, and then given to everybody."""

from datetime import timedelta

import pytest

from activities.models import Attendance
from activities.services import bookings, joining, seats, waiting
from core.actors import SYSTEM, Channel
from tests.activities.test_bookings import book, own, session_of, states_of
from tests.factories.activities import BookingFactory, SessionFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def regular(session, attendance=Attendance.CAME):
    """Somebody who was at the group before."""
    person = PersonFactory()
    before = SessionFactory(activity=session.activity, capacity=None)
    BookingFactory(session=before, person=person, attendance=attendance)
    return person


def book_regular(session, **fields):
    return book(session, regular(session), **fields)


def prescribed(session, person=None):
    return book(session, person, by=SYSTEM, channel=Channel.PRESCRIPTION)


def early(session):
    return session.starts_at - timedelta(days=3)


def kept_until(session):
    return session.starts_at - timedelta(hours=24)


def test_seat_kept_for_newcomers_is_for_newcomers():
    session = session_of(2, newcomer_seats=1)
    rows = [book_regular(session), book_regular(session), book(session)]
    assert states_of(*rows) == ["confirmed", "waitlisted", "confirmed"]
    assert [row.is_newcomer for row in rows] == [False, False, True]


@pytest.mark.parametrize(
    ("attendance", "is_newcomer"),
    [
        (Attendance.CAME, False),
        (Attendance.LATE, False),
        (Attendance.MISSED, True),
        (Attendance.EXCUSED, True),
        (Attendance.UNKNOWN, True),
    ],
)
def test_newcomer_is_whoever_never_was_there(attendance, is_newcomer):
    session = session_of(2, newcomer_seats=1)
    assert book(session, regular(session, attendance)).is_newcomer == is_newcomer


def test_newcomer_elsewhere_is_a_newcomer_here():
    session = session_of(2, newcomer_seats=1)
    assert book(session, regular(session_of())).is_newcomer


def test_newcomer_counts_for_the_kept_seat_whichever_seat_it_was():
    session = session_of(2, newcomer_seats=1)
    assert states_of(book(session), book_regular(session)) == ["confirmed", "confirmed"]


def test_party_of_newcomers_fills_both_kept_seats():
    session = session_of(3, newcomer_seats=2)
    assert states_of(book(session, companions=1), book_regular(session)) == ["confirmed", "confirmed"]


def test_seat_kept_for_prescriptions_is_for_whom_a_provider_sends():
    session = session_of(2, prescribed_seats=1)
    assert states_of(book(session), book(session), prescribed(session)) == ["confirmed", "waitlisted", "confirmed"]


def test_both_kinds_are_kept_side_by_side():
    session = session_of(2, newcomer_seats=1, prescribed_seats=1)
    rows = [book_regular(session), prescribed(session, regular(session)), book(session)]
    assert states_of(*rows) == ["waitlisted", "confirmed", "confirmed"]


def test_newcomer_whom_a_provider_sends_may_have_either():
    session = session_of(2, newcomer_seats=1, prescribed_seats=1)
    assert states_of(prescribed(session)) == ["confirmed"]
    assert states_of(book_regular(session)) == ["confirmed"]


def test_given_back_seat_that_is_kept_is_offered_to_the_first_for_whom_it_is():
    session = session_of(1, newcomer_seats=1)
    placed, waits, newcomer = book(session), book_regular(session), book(session)
    bookings.cancel(placed, by=own(placed), now=early(session))
    assert states_of(waits, newcomer) == ["waitlisted", "offered"]


def test_kept_seats_are_everybodys_from_their_hour_on():
    session = session_of(1, newcomer_seats=1)
    until = kept_until(session)
    assert book_regular(session, now=until - timedelta(minutes=1)).state == "waitlisted"
    assert seats.kept_until(session) == until
    other = session_of(1, newcomer_seats=1)
    assert book_regular(other, now=kept_until(other)).state == "confirmed"


def test_kept_seats_are_offered_by_the_job_at_their_hour_in_order():
    session = session_of(1, newcomer_seats=1)
    first, second = (book_regular(session, now=early(session)) for _ in range(2))
    until = kept_until(session)
    assert waiting.offer_waiting(now=until - timedelta(minutes=1)) == 0
    assert waiting.offer_waiting(now=until) == 1
    assert states_of(first, second) == ["offered", "waitlisted"]


def test_somebody_new_at_their_hour_waits_behind_who_is_about_to_be_offered():
    session = session_of(1, newcomer_seats=1)
    first = book_regular(session, now=early(session))
    new = book(session, now=kept_until(session))
    assert waiting.offer_waiting(now=kept_until(session)) == 1
    assert states_of(first, new) == ["offered", "waitlisted"]


def test_second_seat_for_a_companion_is_not_taken_from_what_is_kept():
    session = session_of(2, newcomer_seats=1)
    booking = book_regular(session)
    with pytest.raises(bookings.DomainError, match="no_seat_for_companion"):
        bookings.change(booking, companions=1, access_needs="", by=own(booking))


def test_fewer_kept_seats_are_offered_at_once():
    session = session_of(1, newcomer_seats=1)
    waits = book_regular(session)
    joining.change(session.activity, newcomer_seats=0, by=SYSTEM)
    assert states_of(waits) == ["offered"]


def test_nothing_is_kept_where_as_many_can_come_as_like():
    session = session_of(None, newcomer_seats=2)
    assert {book_regular(session).state for _ in range(3)} == {"confirmed"}


def test_room_counts_in_one_query_where_seats_are_kept_and_in_none_elsewhere(django_assert_num_queries):
    kept, free = session_of(3, newcomer_seats=1), session_of(3)
    for _ in range(2):
        book(kept)
    with django_assert_num_queries(1):
        seats.room(kept, now=early(kept))
    with django_assert_num_queries(0):
        seats.room(free, now=early(free))
