"""A course is one place at all its dates: booked, waited for, offered, taken and left as a whole."""

from datetime import timedelta

import pytest

from activities.choices import JoinMode
from activities.models import Booking, EnrolmentState
from activities.services import bookings, courses, enrolments, joining, sessions, waiting
from core.actors import SYSTEM, Channel
from core.errors import DomainError, Moved
from core.models import Transition
from tests.activities.test_bookings import book, own, refusal, taken
from tests.activities.test_enrolments import dates_of, enrol, extend, group_of, places_of, types_of
from tests.factories.activities import SessionFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db


def course_of(capacity=1, dates=3, **fields):
    return group_of(capacity, dates, join_mode=JoinMode.COURSE, **fields)


def offered(activity):
    """Somebody who was offered the course because another left it."""
    placed, second = enrol(activity), enrol(activity)
    enrolments.end(placed, by=own(placed))
    return second


def first_row(enrolment):
    return enrolment.bookings.select_related("session__activity", "person").order_by("session__starts_at").first()


def state_of(enrolment):
    enrolment.refresh_from_db()
    return enrolment.state


# --- All or nothing -----------------------------------------------------------------------------


def test_enrol_has_all_dates_or_waits_for_all():
    activity = course_of(1)
    first, second = enrol(activity), enrol(activity)
    assert (places_of(first), places_of(second)) == (["confirmed"] * 3, ["waitlisted"] * 3)
    assert [types_of(one.person) for one in (first, second)] == [["course-confirmed"], ["course-waitlisted"]]


def test_enrol_where_one_date_is_full_waits_for_all():
    activity = course_of(2)
    sessions.resize(dates_of(activity)[1], capacity=0, by=SYSTEM)
    assert places_of(enrol(activity)) == ["waitlisted"] * 3
    assert [taken(session) for session in dates_of(activity)] == [0, 0, 0]


def test_enrol_where_somebody_waits_for_more_seats_waits_behind_them():
    activity = course_of(2)
    enrol(activity)
    party, single = enrol(activity, companions=1), enrol(activity)
    assert (places_of(party), places_of(single)) == (["waitlisted"] * 3, ["waitlisted"] * 3)


def test_enrol_of_a_newcomer_has_the_seat_that_is_kept_for_one():
    activity = course_of(1, newcomer_seats=1)
    assert places_of(enrol(activity)) == ["confirmed"] * 3


def test_nobody_joins_for_one_date_only():
    activity = course_of(5)
    assert refusal(book, dates_of(activity)[0]) == "join_the_course"
    staff = staff_actor(centre=activity.centre)
    assert refusal(book, dates_of(activity)[0], by=staff, channel=Channel.DESK) == "join_the_course"


def test_course_closes_with_the_start_of_its_last_joinable_date():
    activity = course_of(5, joinable_dates=2)
    starts = dates_of(activity)[1].starts_at
    assert courses.joinable_until(activity) == starts
    assert places_of(enrol(activity, now=starts - timedelta(minutes=1))) == ["confirmed"] * 2
    assert refusal(enrol, activity, now=starts) == "course_closed"


def test_cancelled_dates_do_not_count_for_the_closing():
    activity = course_of(5, joinable_dates=1)
    first, second, _third = dates_of(activity)
    sessions.cancel(first, by=SYSTEM)
    assert not courses.is_closed(activity, now=first.starts_at)
    assert courses.is_closed(activity, now=second.starts_at)


# --- Offers -------------------------------------------------------------------------------------


def test_ended_place_is_offered_as_a_whole_to_the_first_whom_it_fits():
    activity = course_of(1)
    placed, party, single = enrol(activity), enrol(activity, companions=1), enrol(activity)
    enrolments.end(placed, by=own(placed))
    assert (places_of(party), places_of(single)) == (["waitlisted"] * 3, ["offered"] * 3)
    assert types_of(single.person) == ["course-waitlisted", "course-offered"]
    assert len(set(single.bookings.values_list("offer_until", flat=True))) == 1


def test_skipping_one_date_offers_nothing():
    activity = course_of(1)
    placed, second = enrol(activity), enrol(activity)
    bookings.cancel(enrolments.at(placed, dates_of(activity)[1]), by=own(placed))
    assert places_of(placed) == ["confirmed", "cancelled", "confirmed"]
    assert places_of(second) == ["waitlisted"] * 3
    assert waiting.offer_waiting(now=placed.created_at) == 0


def test_accept_takes_every_date_and_says_so_once():
    activity = course_of(1)
    second = offered(activity)
    bookings.accept(first_row(second), by=own(second))
    bookings.accept(first_row(second), by=own(second))
    assert places_of(second) == ["confirmed"] * 3
    assert types_of(second.person) == ["course-waitlisted", "course-offered", "course-confirmed"]
    assert [taken(session) for session in dates_of(activity)] == [1, 1, 1]


def test_accept_after_the_deadline_takes_nothing():
    second = offered(course_of(1))
    row = first_row(second)
    assert refusal(bookings.accept, row, by=own(second), now=row.offer_until) == "offer_over"
    assert places_of(second) == ["offered"] * 3


def test_accept_where_one_date_was_brought_forward_and_is_overdue_takes_nothing():
    activity = course_of(1)
    second = offered(activity)
    third = dates_of(activity)[2]
    soon = third.local_start - timedelta(days=third.local_start.weekday() + 15)
    now = soon - timedelta(hours=1)
    Booking.objects.filter(enrolment=second).update(offer_until=now + timedelta(minutes=30))
    sessions.move(third, day=soon.date(), start_time=soon.time(), by=SYSTEM, now=now)
    assert refusal(bookings.accept, first_row(second), by=own(second), now=now) == "offer_over"
    assert places_of(second) == ["offered"] * 3


def test_accept_while_waiting_is_refused():
    activity = course_of(1)
    enrol(activity)
    second = enrol(activity)
    assert refusal(bookings.accept, first_row(second), by=own(second)) == "offer_over"


def test_lapse_ends_the_wait_and_offers_the_course_to_the_next():
    activity = course_of(1)
    second, third = offered(activity), enrol(activity)
    assert waiting.lapse_offers(now=first_row(second).offer_until) == 1
    assert (places_of(second), places_of(third)) == (["cancelled"] * 3, ["offered"] * 3)
    assert (state_of(second), state_of(third)) == (EnrolmentState.ENDED, EnrolmentState.ACTIVE)
    assert types_of(second.person)[-1] == "offer-lapsed"


def test_offer_for_parties_that_changed_at_one_date_never_gives_more_than_there_is():
    activity = course_of(1)
    placed, second = enrol(activity), enrol(activity)
    bookings.change(enrolments.at(second, dates_of(activity)[1]), companions=1, access_needs="", by=own(second))
    enrolments.end(placed, by=own(placed))
    assert places_of(second) == ["waitlisted"] * 3
    assert [taken(session) for session in dates_of(activity)] == [0, 0, 0]


def test_more_seats_are_offered_at_once():
    activity = course_of(1)
    enrol(activity)
    second = enrol(activity)
    joining.change(activity, capacity=2, by=SYSTEM)
    assert places_of(second) == ["offered"] * 3


def test_more_seats_at_each_date_by_hand_are_offered_by_the_job():
    activity = course_of(1)
    enrol(activity)
    second = enrol(activity)
    for session in dates_of(activity):
        sessions.resize(session, capacity=2, by=SYSTEM)
    assert waiting.offer_waiting(now=second.created_at) == 1
    assert places_of(second) == ["offered"] * 3
    assert waiting.offer_waiting(now=second.created_at) == 0


def test_nothing_is_offered_once_the_course_is_closed():
    activity = course_of(1, joinable_dates=1)
    placed, second = enrol(activity), enrol(activity)
    begun = dates_of(activity)[0].starts_at
    enrolments.end(placed, by=own(placed), now=begun)
    assert places_of(second) == ["waitlisted"] * 3


def test_nothing_is_offered_in_the_last_hours_before_the_next_date():
    activity = course_of(1)
    placed, second = enrol(activity), enrol(activity)
    soon = dates_of(activity)[0].starts_at - timedelta(hours=2)
    enrolments.end(placed, by=own(placed), now=soon)
    assert places_of(second) == ["waitlisted"] * 3
    begun = dates_of(activity)[0].starts_at
    assert waiting.offer_waiting(now=begun) == 1
    assert places_of(second) == ["waitlisted", "offered", "offered"]


# --- Leaving ------------------------------------------------------------------------------------


def test_leaving_the_list_leaves_all_of_it_and_promotes_nobody():
    activity = course_of(1)
    placed, second, third = (enrol(activity) for _ in range(3))
    bookings.cancel(enrolments.at(second, dates_of(activity)[1]), by=own(second))
    assert places_of(second) == ["cancelled"] * 3
    assert (places_of(placed), places_of(third)) == (["confirmed"] * 3, ["waitlisted"] * 3)
    assert state_of(second) == EnrolmentState.ENDED
    assert types_of(second.person) == ["course-waitlisted", "place-cancelled"]


def test_declining_the_offer_passes_all_of_it_on():
    activity = course_of(1)
    second, third = offered(activity), enrol(activity)
    bookings.cancel(first_row(second), by=own(second))
    assert (places_of(second), places_of(third)) == (["cancelled"] * 3, ["offered"] * 3)


def test_leaving_twice_says_that_it_was_done():
    second = offered(course_of(1))
    row, again = first_row(second), first_row(second)
    bookings.cancel(row, by=own(second))
    with pytest.raises(Moved):
        bookings.cancel(again, by=own(second))


def test_leaving_a_page_on_which_the_offer_was_taken_meanwhile_changes_nothing():
    second = offered(course_of(1))
    seen = first_row(second)
    bookings.accept(first_row(second), by=own(second))
    with pytest.raises(Moved):
        bookings.cancel(seen, by=own(second))
    assert places_of(second) == ["confirmed"] * 3


def test_whoever_has_a_place_and_waits_for_one_skipped_date_keeps_the_place():
    activity = course_of(1)
    placed, wanted = enrol(activity), dates_of(activity)[1]
    bookings.cancel(enrolments.at(placed, wanted), by=own(placed))
    sessions.resize(wanted, capacity=0, by=SYSTEM)
    again = enrolments.come_after_all(placed, wanted, by=own(placed))
    bookings.cancel(again, by=own(placed))
    assert places_of(placed) == ["confirmed", "cancelled", "cancelled", "confirmed"]
    assert state_of(placed) == EnrolmentState.ACTIVE


def test_waiting_for_a_course_cannot_be_moved_to_another_group():
    second = offered(course_of(1))
    row = first_row(second)
    assert refusal(bookings.move, row, to=SessionFactory(), by=own(second)) == "join_the_course"


# --- Cancelled and new dates --------------------------------------------------------------------


def test_date_that_is_cancelled_while_it_is_offered_does_not_end_the_place():
    activity = course_of(1)
    second = offered(activity)
    until = first_row(second).offer_until
    sessions.cancel(dates_of(activity)[2], by=SYSTEM)
    bookings.accept(first_row(second), by=own(second))
    assert waiting.lapse_offers(now=until) == 1
    assert waiting.lapse_offers(now=until) == 0
    assert places_of(second) == ["confirmed", "confirmed", "cancelled"]
    assert state_of(second) == EnrolmentState.ACTIVE


def test_new_date_is_waited_for_by_whoever_waits_for_the_course():
    activity = course_of(2)
    placed, party, single = enrol(activity), enrol(activity, companions=1), enrol(activity)
    extend(activity, 4)
    assert places_of(placed) == ["confirmed"] * 4
    assert (places_of(party), places_of(single)) == (["waitlisted"] * 4, ["waitlisted"] * 4)


def test_history_of_an_offered_and_taken_course_is_the_same_at_each_date():
    second = offered(course_of(1))
    bookings.accept(first_row(second), by=own(second))
    steps = [[step.name for step in Transition.of(row)] for row in second.bookings.all()]
    assert steps == [["book", "offer", "accept"]] * 3


def test_enrol_again_after_leaving_waits_behind_the_others():
    activity, person = course_of(1), PersonFactory()
    enrol(activity)
    first = enrol(activity, person)
    bookings.cancel(first_row(first), by=own(first))
    behind, again = enrol(activity), enrol(activity, person)
    assert again != first
    assert [waiting.position(first_row(one)) for one in (behind, again)] == [1, 2]


@pytest.mark.parametrize("number", [1, 3])
def test_is_closed_takes_one_query(number, django_assert_num_queries):
    activity = course_of(1, dates=number)
    with django_assert_num_queries(1):
        assert not courses.is_closed(activity, now=activity.published_at)


def test_joinable_until_without_dates_is_never():
    activity = course_of(1, dates=1)
    activity.sessions.all().delete()
    assert courses.joinable_until(activity) is None
    with pytest.raises(DomainError, match="no_dates_ahead"):
        enrol(activity)
