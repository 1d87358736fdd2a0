"""The one door to a place, and every way out of it again."""

import uuid
from datetime import timedelta

import pytest

from activities.choices import JoinMode
from activities.models import Booking, BookingState, Session, SessionState
from activities.services import bookings, seats, waiting
from core.actors import PUBLIC, SYSTEM, Channel, person_actor
from core.errors import DomainError, Forbidden, Moved
from core.models import AuditEvent, Transition
from notifications.models import OutboxMessage
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db


def session_of(capacity=10, **fields):
    return SessionFactory(activity=ActivityFactory(capacity=capacity, **fields))


def book(session, person=None, *, by=None, **fields):
    person = person or PersonFactory()
    fields.setdefault("channel", Channel.WEB)
    return bookings.book(session=session, person=person, by=by or person_actor(person.pk), **fields)


def states_of(*rows):
    return [Booking.objects.get(pk=row.pk).state for row in rows]


def taken(session):
    session.refresh_from_db()
    return session.seats_taken


def refusal(call, *args, **kwargs):
    with pytest.raises(DomainError) as caught:
        call(*args, **kwargs)
    return caught.value.code


def own(booking):
    return person_actor(booking.person_id)


# --- Booking ------------------------------------------------------------------------------------


def test_book_with_free_seats_confirms_and_owes_a_message():
    session = session_of(2)
    booking = book(session)
    assert (booking.state, booking.seats, taken(session)) == (BookingState.CONFIRMED, 1, 1)
    assert [message.type for message in OutboxMessage.objects.filter(person=booking.person)] == ["place-confirmed"]
    assert [step.name for step in Transition.of(booking)] == ["book"]
    assert AuditEvent.objects.filter(action="booking.book", person_id=booking.person_id).count() == 1


def test_book_makes_the_person_known_at_the_centre():
    session = session_of()
    booking = book(session)
    assert list(booking.person.centres.all()) == [session.centre]


def test_book_when_full_waits_in_order():
    session = session_of(1)
    first, second, third = (book(session) for _ in range(3))
    assert states_of(first, second, third) == ["confirmed", "waitlisted", "waitlisted"]
    assert [waiting.position(row) for row in (first, second, third)] == [0, 1, 2]
    positions = Booking.objects.order_by("pk").with_position().values_list("position", flat=True)
    assert list(positions) == [0, 1, 2]
    assert taken(session) == 1


def test_book_without_a_capacity_always_confirms():
    session = session_of(None)
    rows = [book(session, companions=1) for _ in range(30)]
    assert {row.state for row in rows} == {BookingState.CONFIRMED}
    assert taken(session) == 60


def test_book_for_two_with_one_seat_left_waits_and_leaves_the_seat():
    session = session_of(3)
    book(session, companions=1)
    party = book(session, companions=1)
    single = book(session)
    assert states_of(party, single) == ["waitlisted", "confirmed"]
    assert taken(session) == 3


@pytest.mark.parametrize("companions", [-1, 2])
def test_book_for_nobody_or_a_crowd_is_refused(companions):
    assert refusal(book, session_of(), companions=companions) == "too_many_seats"


def test_book_twice_answers_with_the_same_place():
    session, person = session_of(), PersonFactory()
    assert book(session, person) == book(session, person, companions=1)
    assert Booking.objects.get().seats == 1


def test_book_again_after_cancelling_makes_a_new_place():
    session, person = session_of(), PersonFactory()
    first = book(session, person)
    bookings.cancel(first, by=own(first))
    second = book(session, person)
    assert states_of(first, second) == ["cancelled", "confirmed"]


def test_book_where_the_schedule_took_the_date_away_meanwhile_says_so():
    session = session_of()
    Session.objects.get(pk=session.pk).delete()
    with pytest.raises(DomainError, match="session_cancelled"):
        book(session)


def test_book_with_the_form_of_somebody_else_tells_nothing_of_their_place():
    session, key = SessionFactory(), uuid.uuid4()
    book(session, PersonFactory(), request_key=key)
    with pytest.raises(DomainError) as raised:
        book(session, PersonFactory(), request_key=key)
    assert raised.value.code == "form_sent_before"


def test_book_with_a_known_request_key_answers_with_its_place_even_once_cancelled():
    session, person, key = session_of(), PersonFactory(), uuid.uuid4()
    first = book(session, person, request_key=key)
    bookings.cancel(first, by=own(first))
    assert book(session, person, request_key=key) == first
    assert Booking.objects.count() == 1


def test_book_for_somebody_else_is_forbidden_even_where_they_have_a_place():
    session, person = session_of(), PersonFactory()
    book(session, person)
    for actor in (PUBLIC, person_actor(PersonFactory().pk), staff_actor()):
        with pytest.raises(Forbidden):
            book(session, person, by=actor)


def test_book_by_staff_and_leader_for_others():
    leader = ChampionFactory()
    activity = ActivityFactory(centre=leader.centre, leaders=[leader], join_mode=JoinMode.INVITATION)
    session = SessionFactory(activity=activity)
    by_leader = book(session, by=person_actor(leader.person_id))
    by_staff = book(session, by=staff_actor(centre=leader.centre), channel=Channel.DESK)
    assert states_of(by_leader, by_staff) == ["confirmed", "confirmed"]


@pytest.mark.parametrize(
    ("mode", "code"), [(JoinMode.COURSE, "join_the_course"), (JoinMode.INVITATION, "sign_up_by_call")]
)
def test_book_oneself_for_one_date_where_that_is_not_to_be_had_is_refused(mode, code):
    assert refusal(book, session_of(join_mode=mode)) == code


def test_book_a_cancelled_date_is_refused():
    session = session_of()
    SessionFactory._meta.model.objects.filter(pk=session.pk).update(state=SessionState.CANCELLED)
    assert refusal(book, session) == "session_cancelled"


def test_book_once_begun_is_refused():
    session = session_of()
    assert refusal(book, session, now=session.starts_at) == "session_over"


def test_walk_in_when_full_is_confirmed_without_a_message():
    session = session_of(1)
    book(session)
    staff = staff_actor(centre=session.centre)
    walked_in = book(session, by=staff, channel=Channel.WALK_IN, now=session.starts_at + timedelta(minutes=5))
    assert (walked_in.state, taken(session)) == (BookingState.CONFIRMED, 2)
    assert session.seats_left == 0
    assert not OutboxMessage.objects.filter(person=walked_in.person).exists()


def test_walk_in_two_weeks_later_is_refused():
    session = session_of()
    late = session.ends_at + timedelta(days=14)
    assert refusal(book, session, by=SYSTEM, channel=Channel.WALK_IN, now=late) == "session_over"


def test_walk_in_by_oneself_is_forbidden():
    with pytest.raises(Forbidden):
        book(session_of(0), channel=Channel.WALK_IN)


# --- Giving back --------------------------------------------------------------------------------


def test_cancel_offers_the_seat_to_the_first_who_waits():
    session = session_of(1)
    placed, first, second = (book(session) for _ in range(3))
    bookings.cancel(placed, by=own(placed))
    assert states_of(placed, first, second) == ["cancelled", "offered", "waitlisted"]
    assert taken(session) == 1
    assert OutboxMessage.objects.filter(type="place-offered", person=first.person).count() == 1


def test_cancel_on_the_waiting_list_promotes_nobody():
    session = session_of(2)
    book(session, companions=1)
    leaving, staying = book(session), book(session)
    # A seat that stands free for another reason is not given away by somebody's leaving.
    SessionFactory._meta.model.objects.filter(pk=session.pk).update(capacity=3)
    bookings.cancel(leaving, by=own(leaving))
    assert states_of(leaving, staying) == ["cancelled", "waitlisted"]


def test_cancel_of_an_offer_passes_it_on():
    session = session_of(1)
    placed, first, second = (book(session) for _ in range(3))
    bookings.cancel(placed, by=own(placed))
    first.refresh_from_db()
    bookings.cancel(first, by=own(first))
    assert states_of(first, second) == ["cancelled", "offered"]
    first.refresh_from_db()
    assert first.offer_until is None


def test_cancel_of_two_seats_offers_to_two():
    session = session_of(2)
    pair = book(session, companions=1)
    first, second, third = (book(session) for _ in range(3))
    bookings.cancel(pair, by=own(pair))
    assert states_of(first, second, third) == ["offered", "offered", "waitlisted"]
    assert taken(session) == 2


def test_cancel_of_one_seat_lets_a_single_go_before_a_party():
    session = session_of(2)
    placed = book(session)
    book(session)
    party, single = book(session, companions=1), book(session)
    bookings.cancel(placed, by=own(placed))
    assert states_of(party, single) == ["waitlisted", "offered"]


def test_cancel_twice_says_that_it_was_done():
    booking = book(session_of())
    bookings.cancel(booking, by=own(booking))
    with pytest.raises(Moved):
        bookings.cancel(booking, by=own(booking))


def test_cancel_once_begun_is_refused():
    session = session_of()
    booking = book(session)
    assert refusal(bookings.cancel, booking, by=own(booking), now=session.starts_at) == "session_over"


def test_cancel_by_a_stranger_is_forbidden_and_by_staff_of_the_centre_is_not():
    booking = book(session_of())
    for actor in (PUBLIC, person_actor(PersonFactory().pk), staff_actor()):
        with pytest.raises(Forbidden):
            bookings.cancel(booking, by=actor)
    bookings.cancel(booking, by=staff_actor(centre=booking.session.centre))
    assert states_of(booking) == ["cancelled"]


# --- Offers -------------------------------------------------------------------------------------


def offered(session, now=None):
    """A full session of one seat whose place was given back, and the offer that came of it."""
    placed, queued = book(session), book(session)
    bookings.cancel(placed, by=own(placed), now=now)
    queued.refresh_from_db()
    return queued


@pytest.mark.parametrize(
    ("before", "lasts"),
    [
        (timedelta(days=9), timedelta(days=1)),
        (timedelta(hours=50), timedelta(hours=12)),
        (timedelta(hours=4), timedelta(minutes=30)),
        (timedelta(hours=2, minutes=20), timedelta(minutes=20)),
    ],
)
def test_offer_is_held_the_shorter_the_nearer_the_session(before, lasts):
    session = session_of(1)
    now = session.starts_at - before
    assert offered(session, now=now).offer_until == now + lasts


def test_no_offer_in_the_last_hours_but_who_waits_may_take_the_seat():
    session = session_of(1)
    soon = session.starts_at - timedelta(hours=2)
    queued = offered(session, now=soon)
    assert (queued.state, taken(session)) == ("waitlisted", 0)
    bookings.accept(queued, by=own(queued), now=soon)
    assert (states_of(queued), taken(session)) == (["confirmed"], 1)
    assert [step.name for step in Transition.of(queued)] == ["book", "take"]


def test_accept_confirms_once():
    session = session_of(1)
    queued = offered(session)
    bookings.accept(queued, by=own(queued))
    again = bookings.accept(queued, by=own(queued))
    assert (again.state, again.offer_until, taken(session)) == ("confirmed", None, 1)
    assert OutboxMessage.objects.filter(type="place-confirmed", person=queued.person).count() == 1


def test_accept_after_the_deadline_is_refused():
    queued = offered(session_of(1))
    assert refusal(bookings.accept, queued, by=own(queued), now=queued.offer_until) == "offer_over"


def test_accept_on_the_waiting_list_without_a_free_seat_is_refused():
    session = session_of(1)
    book(session)
    queued = book(session)
    assert refusal(bookings.accept, queued, by=own(queued)) == "offer_over"


def test_accept_of_a_cancelled_place_is_refused():
    booking = book(session_of())
    bookings.cancel(booking, by=own(booking))
    assert refusal(bookings.accept, booking, by=own(booking)) == "offer_over"


def test_accept_by_a_stranger_is_forbidden():
    queued = offered(session_of(1))
    with pytest.raises(Forbidden):
        bookings.accept(queued, by=person_actor(PersonFactory().pk))


def test_offer_holds_its_seat_against_newcomers():
    session = session_of(1)
    offered(session)
    assert book(session).state == "waitlisted"


def test_lapse_passes_the_offer_to_the_next():
    session = session_of(1)
    first = offered(session)
    second = book(session)
    assert waiting.lapse_offers(now=first.offer_until) == 1
    assert states_of(first, second) == ["cancelled", "offered"]
    assert OutboxMessage.objects.filter(type="offer-lapsed", person=first.person).count() == 1
    assert waiting.lapse_offers(now=first.offer_until) == 0


def test_book_after_ones_own_offer_ended_starts_anew_behind_the_others():
    session = session_of(1)
    first = offered(session)
    second = book(session)
    again = book(session, first.person, now=first.offer_until)
    assert again != first
    assert states_of(first, second, again) == ["cancelled", "offered", "waitlisted"]


def test_lapse_at_a_cancelled_date_speaks_of_no_other_person():
    first = offered(session_of(1))
    SessionFactory._meta.model.objects.update(state=SessionState.CANCELLED)
    waiting.lapse_offers(now=first.offer_until)
    assert states_of(first) == ["cancelled"]
    assert not OutboxMessage.objects.filter(type="offer-lapsed").exists()


def test_lapse_before_the_deadline_does_nothing():
    first = offered(session_of(1))
    assert waiting.lapse_offers(now=first.offer_until - timedelta(seconds=1)) == 0
    assert states_of(first) == ["offered"]


# --- Changing -----------------------------------------------------------------------------------


def change(booking, companions=0, access_needs="", **fields):
    return bookings.change(booking, companions=companions, access_needs=access_needs, by=own(booking), **fields)


def test_change_takes_a_second_seat_where_one_is_free():
    session = session_of(2)
    booking = change(book(session), 1, "a chair with arms")
    assert (booking.seats, booking.access_needs, taken(session)) == (2, "a chair with arms", 2)


def test_change_without_a_free_seat_changes_nothing():
    session = session_of(2)
    booking = book(session, access_needs="large print")
    book(session)
    assert refusal(change, booking, 1, "something else") == "no_seat_for_companion"
    booking.refresh_from_db()
    assert (booking.seats, booking.access_needs, taken(session)) == (1, "large print", 2)


def test_change_to_coming_alone_offers_the_seat():
    session = session_of(2)
    pair, queued = book(session, companions=1), book(session)
    change(pair, 0)
    assert states_of(pair, queued) == ["confirmed", "offered"]


def test_change_while_waiting_may_ask_for_two():
    session = session_of(1)
    book(session)
    queued = change(book(session), 1)
    assert (queued.state, queued.seats) == ("waitlisted", 2)


@pytest.mark.parametrize("companions", [-1, 2])
def test_change_to_nobody_or_a_crowd_is_refused(companions):
    assert refusal(change, book(session_of()), companions) == "too_many_seats"


def test_change_of_a_cancelled_place_is_refused():
    booking = book(session_of())
    bookings.cancel(booking, by=own(booking))
    assert refusal(change, booking, 1) == "booking_ended"


def test_change_at_a_cancelled_or_begun_date_is_refused():
    session = session_of()
    booking = book(session)
    assert refusal(change, booking, 1, now=session.starts_at) == "session_over"
    SessionFactory._meta.model.objects.filter(pk=session.pk).update(state=SessionState.CANCELLED)
    assert refusal(change, booking, 1) == "session_cancelled"


def test_change_by_a_stranger_is_forbidden():
    with pytest.raises(Forbidden):
        bookings.change(book(session_of()), companions=0, access_needs="", by=PUBLIC)


def test_recount_ignores_who_waits_or_cancelled():
    session = session_of(1)
    book(session)
    book(session)
    bookings.cancel(gone := book(session), by=own(gone))
    seats.recount(session)
    assert taken(session) == 1
