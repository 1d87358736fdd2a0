"""The waiting list: every way off it, who is next, and what becomes of free seats in the last hours."""

import uuid
from datetime import timedelta

import pytest

from activities.models import Booking, BookingState
from activities.services import bookings, register, seats, sessions, waiting
from centres.models import Centre
from centres.models.centre import LastHours
from core.actors import SYSTEM, Channel
from core.errors import DomainError
from core.models import Transition
from notifications.models import OutboxMessage
from people.services import erasure, merging
from tests.activities.test_bookings import book, own, refusal, session_of, states_of, taken
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def full(capacity=1, waiting_for=2, **fields):
    """A session without a free seat, whoever has the seats, and whoever waits, in order."""
    session = session_of(capacity, **fields)
    placed = [book(session) for _ in range(capacity)]
    return session, placed, [book(session) for _ in range(waiting_for)]


def rule(session, **fields):
    """The same session with the centre's rules."""
    Centre.objects.filter(pk=session.centre_id).update(**fields)
    return session._meta.model.objects.select_related("activity", "centre").get(pk=session.pk)


def soon(session):
    """An hour before the start: within the last hours."""
    return session.starts_at - timedelta(hours=1)


def told(slug, *rows):
    return [OutboxMessage.objects.filter(type=slug, person=row.person_id).count() for row in rows]


# --- Every way off the list: none promotes anybody, none offers a seat twice ---------------------


def leave_by_oneself(booking):
    bookings.cancel(booking, by=own(booking))


def leave_by_staff(booking):
    bookings.cancel(booking, by=staff_actor(centre=booking.session.centre))


def leave_by_moving(booking):
    bookings.move(booking, to=session_of(5), by=own(booking))


def leave_by_erasure(booking):
    erasure.erase(booking.person, by=SYSTEM)


def leave_by_merging(booking):
    """Their other record waits as well, in front."""
    other = Booking.objects.filter(session=booking.session).waiting().first()
    merging.merge(other.person, booking.person, by=SYSTEM)


WAYS_OFF = [leave_by_oneself, leave_by_staff, leave_by_moving, leave_by_erasure, leave_by_merging]


@pytest.mark.parametrize("leave", WAYS_OFF)
def test_leaving_the_list_promotes_nobody(leave):
    session, placed, (first, leaving, last) = full(1, 3)
    leave(leaving)
    assert states_of(*placed, first, leaving, last) == ["confirmed", "waitlisted", "cancelled", "waitlisted"]
    assert taken(session) == 1
    assert [waiting.position(row) for row in (first, last)] == [1, 2]
    assert not OutboxMessage.objects.filter(type="place-offered").exists()


@pytest.mark.parametrize("leave", [leave_by_oneself, leave_by_staff, leave_by_moving, leave_by_erasure])
def test_giving_back_a_place_offers_it_once_to_the_first(leave):
    session, (placed,), (first, second) = full()
    leave(placed)
    assert states_of(placed, first, second) == ["cancelled", "offered", "waitlisted"]
    assert (taken(session), told("place-offered", first, second)) == (1, [1, 0])


@pytest.mark.parametrize("leave", [leave_by_oneself, leave_by_staff, leave_by_moving, leave_by_erasure])
def test_giving_back_an_offer_passes_it_on_once(leave):
    session, (placed,), (first, second, third) = full(1, 3)
    leave_by_oneself(placed)
    first.refresh_from_db()
    leave(first)
    assert states_of(first, second, third) == ["cancelled", "offered", "waitlisted"]
    assert taken(session) == 1


def test_merging_the_offered_one_with_one_who_waits_keeps_the_offer():
    session, (placed,), (first, second) = full()
    leave_by_oneself(placed)
    merging.merge(second.person, first.person, by=SYSTEM)
    assert states_of(first, second) == ["offered", "cancelled"]
    assert taken(session) == 1
    first.refresh_from_db()
    assert first.person == second.person


def test_being_let_in_at_the_door_offers_nothing():
    session, placed, (first, second) = full()
    staff = staff_actor(centre=session.centre)
    register.mark(second, attendance="came", by=staff, now=session.starts_at)
    assert states_of(*placed, first, second) == ["confirmed", "waitlisted", "confirmed"]
    assert taken(session) == 2


def test_cancelled_date_offers_nothing_any_more():
    session, (placed,), (first, _second) = full()
    sessions.cancel(session, by=SYSTEM)
    leave_by_oneself(placed)
    assert states_of(placed, first) == ["cancelled", "waitlisted"]


def test_begun_date_offers_nothing_any_more():
    session, (placed,), (first, _second) = full()
    assert refusal(bookings.cancel, placed, by=own(placed), now=session.starts_at) == "session_over"
    sessions.resize(session, capacity=5, by=SYSTEM, now=session.starts_at)
    assert states_of(first) == ["waitlisted"]


# --- Deadlines ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "lasts"),
    [
        (timedelta(days=30), timedelta(days=1)),
        (timedelta(hours=98), timedelta(days=1)),
        (timedelta(hours=26), timedelta(hours=6)),
        (timedelta(hours=4), timedelta(minutes=30)),
        (timedelta(hours=2, minutes=10), timedelta(minutes=10)),
        (timedelta(hours=2), None),
        (timedelta(minutes=5), None),
    ],
)
def test_answer_by_is_the_sooner_the_nearer_and_never_in_the_last_hours(before, lasts):
    session = session_of()
    now = session.starts_at - before
    assert seats.answer_by(session, now) == (lasts and now + lasts)


def test_answer_by_keeps_the_centres_own_last_hours():
    session = rule(session_of(), last_hours=5)
    now = session.starts_at - timedelta(hours=6)
    assert seats.answer_by(session, now) == now + timedelta(minutes=30)
    assert seats.answer_by(session, now + timedelta(hours=1)) is None


def test_form_sent_again_after_its_offer_ended_answers_with_that_place():
    session, key, person = session_of(1), uuid.uuid4(), PersonFactory()
    placed, queued = book(session), book(session, person, request_key=key)
    leave_by_oneself(placed)
    queued.refresh_from_db()
    again = book(session, person, request_key=key, now=queued.offer_until)
    assert again == queued


# --- The last hours -----------------------------------------------------------------------------


def test_first_reply_all_who_wait_hear_of_a_freed_seat_once():
    session, (placed, other), (first, second) = full(2)
    bookings.cancel(placed, by=own(placed), now=soon(session))
    assert (states_of(first, second), told("place-free", first, second)) == (["waitlisted"] * 2, [1, 1])
    bookings.change(other, companions=0, access_needs="a ramp", by=own(other), now=soon(session) + MINUTE)
    assert told("place-free", first, second) == [1, 1]
    bookings.cancel(other, by=own(other), now=soon(session) + 2 * MINUTE)
    assert told("place-free", first, second) == [2, 2]


def test_first_reply_only_those_hear_of_it_whom_it_fits():
    session = session_of(1)
    placed, party, single = book(session), book(session, companions=1), book(session)
    bookings.cancel(placed, by=own(placed), now=soon(session))
    assert told("place-free", party, single) == [0, 1]


def test_first_reply_takes_the_seat_and_the_second_is_too_late():
    session, (placed,), (first, second) = full()
    now = soon(session)
    bookings.cancel(placed, by=own(placed), now=now)
    bookings.accept(second, by=own(second), now=now)
    assert refusal(bookings.accept, first, by=own(first), now=now) == "offer_over"
    assert (states_of(first, second), taken(session)) == (["waitlisted", "confirmed"], 1)
    assert [step.name for step in Transition.of(second)] == ["book", "take"]


def test_first_reply_of_somebody_new_counts_as_well():
    session, (placed,), (first, _second) = full()
    bookings.cancel(placed, by=own(placed), now=soon(session))
    assert book(session, now=soon(session)).state == "confirmed"
    assert states_of(first) == ["waitlisted"]


def test_call_list_nobody_hears_of_it_and_nobody_takes_it_by_themselves():
    session, (placed,), (first, second) = full()
    session = rule(session, last_hours_rule=LastHours.CALL_LIST)
    bookings.cancel(placed, by=own(placed), now=soon(session))
    assert told("place-free", first, second) == [0, 0]
    assert refusal(bookings.accept, first, by=own(first), now=soon(session)) == "offer_over"


def test_call_list_somebody_new_waits_behind_it():
    session, (placed,), (first, _second) = full()
    session = rule(session, last_hours_rule=LastHours.CALL_LIST)
    bookings.cancel(placed, by=own(placed), now=soon(session))
    assert book(session, now=soon(session)).state == "waitlisted"
    bookings.accept(first, by=staff_actor(centre=session.centre), now=soon(session))
    assert states_of(first) == ["confirmed"]


def test_call_list_of_parties_that_do_not_fit_lets_somebody_new_have_the_seat():
    session = rule(session_of(1), last_hours_rule=LastHours.CALL_LIST)
    placed, _party = book(session), book(session, companions=1)
    bookings.cancel(placed, by=own(placed), now=soon(session))
    assert book(session, now=soon(session)).state == "confirmed"


def test_call_list_second_seat_waits_behind_it_too():
    session, (placed, other), (_first, _second) = full(2)
    session = rule(session, last_hours_rule=LastHours.CALL_LIST)
    bookings.cancel(placed, by=own(placed), now=soon(session))
    asked = {"companions": 1, "access_needs": "", "by": own(other), "now": soon(session)}
    assert refusal(bookings.change, other, **asked) == "no_seat_for_companion"


def test_staff_of_another_centre_give_nobody_a_seat():
    session, (placed,), (first, _second) = full()
    bookings.cancel(placed, by=own(placed), now=soon(session))
    with pytest.raises(DomainError, match="forbidden"):
        bookings.accept(first, by=staff_actor(), now=soon(session))


def test_the_job_leaves_the_last_hours_alone():
    session, (placed,), (first, second) = full()
    bookings.cancel(placed, by=own(placed), now=soon(session))
    assert waiting.offer_waiting(now=soon(session) + MINUTE) == 0
    assert (states_of(first, second), told("place-free", first, second)) == (["waitlisted"] * 2, [1, 1])


# --- A party that is next -----------------------------------------------------------------------


def one_seat_for_a_party(hours=6):
    """A seat came free; a party of two is next, somebody alone behind them."""
    session = rule(session_of(2), party_holds_hours=hours)
    now = session.starts_at - timedelta(days=3)
    placed, other = book(session, now=now), book(session, now=now)
    party, single = book(session, companions=1, now=now), book(session, now=now)
    bookings.cancel(placed, by=own(placed), now=now)
    return session, now, other, party, single


def test_party_too_large_lets_a_smaller_one_pass_at_once_where_it_holds_nothing():
    *_rest, party, single = one_seat_for_a_party(0)
    assert states_of(party, single) == ["waitlisted", "offered"]


def test_party_holds_its_turn_and_then_lets_the_next_pass():
    _session, now, _other, party, single = one_seat_for_a_party(6)
    assert waiting.offer_waiting(now=now + timedelta(hours=6) - MINUTE) == 0
    assert states_of(party, single) == ["waitlisted", "waitlisted"]
    assert waiting.offer_waiting(now=now + timedelta(hours=6)) == 1
    assert states_of(party, single) == ["waitlisted", "offered"]


def test_party_that_holds_its_turn_gets_both_seats_once_they_are_free():
    session, now, other, party, single = one_seat_for_a_party(6)
    bookings.cancel(other, by=own(other), now=now + timedelta(hours=1))
    assert (states_of(party, single), taken(session)) == (["offered", "waitlisted"], 2)
    party.refresh_from_db()
    assert party.turn_at is None


def test_somebody_new_waits_while_a_party_holds_its_turn():
    session, now, *_rest = one_seat_for_a_party(6)
    assert book(session, now=now + timedelta(hours=1)).state == "waitlisted"


def test_second_seat_is_not_taken_from_a_party_that_holds_its_turn():
    _session, now, other, *_rest = one_seat_for_a_party(6)
    asked = {"companions": 1, "access_needs": "", "by": own(other), "now": now + timedelta(hours=1)}
    assert refusal(bookings.change, other, **asked) == "no_seat_for_companion"


def test_somebody_new_waits_behind_the_next_until_the_job_has_run():
    session, now, _other, _party, single = one_seat_for_a_party(6)
    over = now + timedelta(hours=6)
    new = book(session, now=over)
    assert waiting.offer_waiting(now=over) == 1
    assert states_of(single, new) == ["offered", "waitlisted"]


def test_party_that_leaves_lets_the_next_pass_at_once():
    _session, now, _other, party, single = one_seat_for_a_party(6)
    bookings.cancel(party, by=own(party), now=now + timedelta(hours=1))
    assert states_of(party, single) == ["cancelled", "offered"]


def test_party_that_becomes_smaller_has_the_seat():
    _session, now, _other, party, single = one_seat_for_a_party(6)
    bookings.change(party, companions=0, access_needs="", by=own(party), now=now + timedelta(hours=1))
    assert states_of(party, single) == ["offered", "waitlisted"]


# --- More seats ---------------------------------------------------------------------------------


def test_more_seats_are_offered_at_once_in_order():
    session, _placed, rows = full(1, 3)
    sessions.resize(session, capacity=3, by=SYSTEM)
    assert (states_of(*rows), taken(session)) == (["offered", "offered", "waitlisted"], 3)


def test_seats_without_end_are_offered_to_all():
    session, _placed, rows = full(1, 3)
    sessions.resize(session, capacity=None, by=SYSTEM)
    assert states_of(*rows) == ["offered"] * 3


def test_fewer_seats_than_are_given_are_refused():
    session = session_of(5)
    book(session, companions=1)
    assert refusal(sessions.resize, session, capacity=1, by=SYSTEM) == "fewer_than_taken"
    sessions.resize(session, capacity=2, by=SYSTEM)
    session.refresh_from_db()
    assert (session.capacity, session.seats_left) == (2, 0)


def test_fewer_seats_in_the_last_hours_are_no_news_to_who_waits():
    session = session_of(2)
    book(session)
    party = book(session, companions=1)
    sessions.resize(session, capacity=5, by=SYSTEM, now=soon(session))
    sessions.resize(session, capacity=4, by=SYSTEM, now=soon(session) + MINUTE)
    assert told("place-free", party) == [1]


# --- The jobs -----------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_lapse_offers_passes_each_on(number):
    rows = [full() for _ in range(number)]
    for _session, (placed,), _queue in rows:
        leave_by_oneself(placed)
    until = max(Booking.objects.filter(state="offered").values_list("offer_until", flat=True))
    assert waiting.lapse_offers(now=until) == number
    assert [states_of(*queue) for _session, _placed, queue in rows] == [["cancelled", "offered"]] * number


@pytest.mark.parametrize("number", [1, 3])
def test_offer_waiting_without_a_free_seat_takes_two_queries(number, django_assert_num_queries):
    rows = [full() for _ in range(number)]
    with django_assert_num_queries(2):
        assert waiting.offer_waiting(now=rows[0][0].starts_at - timedelta(days=3)) == 0


@pytest.mark.parametrize("number", [1, 3])
def test_is_claimed_takes_one_query_at_most(number, django_assert_num_queries):
    session, _placed, _rows = full(1, number)
    session = rule(session, last_hours_rule=LastHours.CALL_LIST)
    found = seats.Room(0, 1, 0, 0)
    with django_assert_num_queries(1):
        assert seats.is_claimed(session, found, soon(session))
    with django_assert_num_queries(0):
        assert not seats.is_claimed(session, found, session.starts_at - timedelta(days=1))


def test_position_counts_from_one_and_is_none_for_whoever_has_a_place():
    _session, (placed,), rows = full()
    assert [waiting.position(row) for row in (placed, *rows)] == [0, 1, 2]


def test_walk_ins_take_no_seat_from_the_list():
    session, _placed, (first, _second) = full()
    staff = staff_actor(centre=session.centre)
    book(session, by=staff, channel=Channel.WALK_IN, now=session.starts_at)
    assert (states_of(first), taken(session)) == ([BookingState.WAITLISTED], 2)
