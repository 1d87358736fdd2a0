"""Standing places: one word for every date, skipped, taken back, ended, and booked anew as dates appear."""

import uuid
from datetime import timedelta

import pytest

from activities.choices import JoinMode
from activities.models import ActivityState, Booking, Enrolment, EnrolmentState, Session
from activities.services import bookings, enrolments, scheduling
from core.actors import PUBLIC, SYSTEM, Channel, person_actor
from core.errors import DomainError, Forbidden, Moved
from core.models import AuditEvent, Transition
from notifications.models import OutboxMessage
from people.services import erasure
from tests.activities.test_bookings import book, own, refusal, states_of, taken
from tests.factories.activities import ActivityFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db


def group_of(capacity=10, dates=3, **fields):
    """A group with a place for every date, and its first dates."""
    fields.setdefault("join_mode", JoinMode.STANDING)
    activity = ActivityFactory(capacity=capacity, **fields)
    extend(activity, dates)
    return activity


def extend(activity, dates):
    until = activity.start_date + timedelta(weeks=dates - 1)
    return scheduling.materialise(activity=activity, by=SYSTEM, until=until)


def dates_of(activity):
    return list(activity.sessions.order_by("starts_at"))


def enrol(activity, person=None, *, by=None, **fields):
    person = person or PersonFactory()
    fields.setdefault("channel", Channel.WEB)
    return enrolments.enrol(activity=activity, person=person, by=by or person_actor(person.pk), **fields)


def places_of(enrolment):
    """The states of its bookings, by date; of one date the earlier booking first."""
    return list(enrolment.bookings.order_by("session__starts_at", "pk").values_list("state", flat=True))


def types_of(person):
    return list(OutboxMessage.objects.filter(person=person).order_by("pk").values_list("type", flat=True))


# --- Beginning ----------------------------------------------------------------------------------


def test_enrol_books_every_date_and_owes_one_message():
    activity = group_of()
    enrolment = enrol(activity, companions=1, access_needs="a chair with arms", wants_lift=True)
    rows = enrolment.bookings.values_list("state", "seats", "companions", "access_needs", "wants_lift")
    assert list(rows) == [("confirmed", 2, 1, "a chair with arms", True)] * 3
    assert [taken(session) for session in dates_of(activity)] == [2, 2, 2]
    assert types_of(enrolment.person) == ["standing-place"]
    assert [step.name for step in Transition.of(enrolment)] == ["enrol"]
    assert AuditEvent.objects.filter(action="enrolment.enrol", person_id=enrolment.person_id).count() == 1


def test_enrol_takes_the_dates_that_have_a_seat_and_waits_at_the_others():
    activity = group_of(1)
    book(dates_of(activity)[1])
    assert places_of(enrol(activity)) == ["confirmed", "waitlisted", "confirmed"]


def test_enrol_makes_the_place_that_is_there_a_part_of_it():
    activity, person = group_of(), PersonFactory()
    tried = book(dates_of(activity)[0], person)
    enrolment = enrol(activity, person)
    tried.refresh_from_db()
    assert tried.enrolment == enrolment
    assert Booking.objects.count() == 3


def test_enrol_twice_answers_with_the_same():
    activity, person = group_of(), PersonFactory()
    assert enrol(activity, person) == enrol(activity, person, companions=1)
    assert Booking.objects.count() == 3


def test_enrol_with_the_form_of_somebody_else_is_refused():
    activity, key = group_of(), uuid.uuid4()
    enrol(activity, request_key=key)
    assert refusal(enrol, activity, request_key=key) == "form_sent_before"


@pytest.mark.parametrize("mode", [JoinMode.SIGN_UP, JoinMode.DROP_IN, JoinMode.INVITATION])
def test_enrol_where_there_are_no_standing_places_is_refused(mode):
    assert refusal(enrol, group_of(join_mode=mode)) == "no_standing_places"


def test_enrol_in_a_group_that_ended_is_refused():
    assert refusal(enrol, group_of(state=ActivityState.ENDED)) == "no_standing_places"


def test_enrol_where_no_date_lies_ahead_is_refused():
    activity = group_of(dates=1)
    assert refusal(enrol, activity, now=dates_of(activity)[0].starts_at) == "no_dates_ahead"


def test_enrol_with_too_many_is_refused_and_leaves_nothing_behind():
    activity = group_of()
    assert refusal(enrol, activity, companions=2) == "too_many_seats"
    assert (Enrolment.objects.count(), Booking.objects.count()) == (0, 0)


def test_enrol_others_is_for_staff_of_the_centre_and_leaders():
    leader = ChampionFactory()
    activity = group_of(centre=leader.centre, leaders=[leader])
    for actor in (PUBLIC, person_actor(PersonFactory().pk), staff_actor()):
        with pytest.raises(Forbidden):
            enrol(activity, by=actor)
    for actor in (person_actor(leader.person_id), staff_actor(centre=leader.centre), SYSTEM):
        assert places_of(enrol(activity, by=actor, channel=Channel.DESK)) == ["confirmed"] * 3


# --- New dates ----------------------------------------------------------------------------------


def test_new_dates_are_booked_in_the_order_of_the_standing_places():
    activity = group_of(1, dates=1)
    first, second = enrol(activity), enrol(activity)
    done = extend(activity, 2)
    assert (done.created, done.filled) == (1, 2)
    assert (places_of(first), places_of(second)) == (["confirmed"] * 2, ["waitlisted"] * 2)
    assert types_of(first.person) == ["standing-place"]
    assert extend(activity, 2).filled == 0


def test_new_dates_are_not_booked_for_whoever_ended():
    activity = group_of(dates=1)
    enrolment = enrol(activity)
    enrolments.end(enrolment, by=own(enrolment))
    assert extend(activity, 2).filled == 0


def test_new_dates_are_not_booked_once_there_are_no_standing_places_any_more():
    activity = group_of(dates=1)
    enrol(activity)
    activity.join_mode = JoinMode.SIGN_UP
    activity.save()
    assert extend(activity, 2).filled == 0


def test_new_dates_are_not_booked_for_whoever_was_erased():
    activity = group_of(1, dates=1)
    enrolment, waiting = enrol(activity), book(dates_of(activity)[0])
    person = enrolment.person
    erasure.erase(person, by=SYSTEM)
    assert states_of(waiting) == ["offered"]
    assert extend(activity, 2).filled == 0
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.access_needs) == (EnrolmentState.ENDED, "")


# --- Skipping -----------------------------------------------------------------------------------


def skipped(activity):
    """A standing place whose second date was given back."""
    enrolment = enrol(activity)
    bookings.cancel(enrolments.at(enrolment, dates_of(activity)[1]), by=own(enrolment))
    return enrolment


def test_skipping_a_date_offers_it_and_leaves_the_others():
    activity = group_of(1)
    enrolment = enrol(activity)
    waiting = book(dates_of(activity)[1])
    bookings.cancel(enrolments.at(enrolment, dates_of(activity)[1]), by=own(enrolment))
    assert places_of(enrolment) == ["confirmed", "cancelled", "confirmed"]
    assert states_of(waiting) == ["offered"]
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.ACTIVE


def test_a_skipped_date_is_not_booked_again():
    activity = group_of()
    enrolment = skipped(activity)
    assert extend(activity, 3).filled == 0
    assert places_of(enrolment) == ["confirmed", "cancelled", "confirmed"]


def test_come_after_all_takes_a_free_seat():
    activity = group_of()
    enrolment = skipped(activity)
    booking = enrolments.come_after_all(enrolment, dates_of(activity)[1], by=own(enrolment))
    assert (booking.state, booking.enrolment) == ("confirmed", enrolment)


def test_come_after_all_waits_where_the_seat_is_gone():
    activity = group_of(1)
    enrolment = skipped(activity)
    book(dates_of(activity)[1])
    booking = enrolments.come_after_all(enrolment, dates_of(activity)[1], by=own(enrolment))
    assert booking.state == "waitlisted"


def test_come_after_all_once_it_ended_is_refused():
    activity = group_of()
    enrolment = skipped(activity)
    enrolments.end(enrolment, by=own(enrolment))
    asked = {"by": own(enrolment)}
    assert refusal(enrolments.come_after_all, enrolment, dates_of(activity)[1], **asked) == "no_standing_places"


def test_come_after_all_by_a_stranger_is_forbidden():
    activity = group_of()
    enrolment = skipped(activity)
    for actor in (PUBLIC, person_actor(PersonFactory().pk), staff_actor()):
        with pytest.raises(Forbidden):
            enrolments.come_after_all(enrolment, dates_of(activity)[1], by=actor)


# --- Ending -------------------------------------------------------------------------------------


def test_end_gives_every_date_back_and_offers_it():
    activity = group_of(1)
    enrolment = enrol(activity)
    waiting = [book(session) for session in dates_of(activity)]
    enrolments.end(enrolment, by=own(enrolment))
    assert enrolment.state == EnrolmentState.ENDED
    assert places_of(enrolment) == ["cancelled"] * 3
    assert states_of(*waiting) == ["offered"] * 3
    assert types_of(enrolment.person) == ["standing-place", "standing-ended"]


def test_end_leaves_what_was():
    activity = group_of()
    enrolment = enrol(activity)
    enrolments.end(enrolment, by=own(enrolment), now=dates_of(activity)[0].starts_at)
    assert places_of(enrolment) == ["confirmed", "cancelled", "cancelled"]


def test_end_of_a_wait_promotes_nobody():
    activity = group_of(1, dates=1)
    placed = book(dates_of(activity)[0])
    enrolment, behind = enrol(activity), book(dates_of(activity)[0])
    enrolments.end(enrolment, by=own(enrolment))
    assert states_of(placed, behind) == ["confirmed", "waitlisted"]


def test_end_twice_says_that_it_was_done():
    enrolment = enrol(group_of())
    enrolments.end(enrolment, by=own(enrolment))
    with pytest.raises(Moved):
        enrolments.end(enrolment, by=own(enrolment))


def test_end_by_a_stranger_is_forbidden_and_by_staff_of_the_centre_is_not():
    enrolment = enrol(group_of())
    for actor in (PUBLIC, person_actor(PersonFactory().pk), staff_actor()):
        with pytest.raises(Forbidden):
            enrolments.end(enrolment, by=actor)
    enrolments.end(enrolment, by=staff_actor(centre=enrolment.activity.centre))
    assert enrolment.state == EnrolmentState.ENDED


# --- Looking up ---------------------------------------------------------------------------------


def test_at_finds_the_date_and_else_the_first_that_stands():
    activity = group_of()
    enrolment = skipped(activity)
    first, second, third = dates_of(activity)
    assert [enrolments.at(enrolment, session).session for session in (first, second, third)] == [first, first, third]


def test_at_where_nothing_stands_says_so():
    activity = group_of()
    enrolment = enrol(activity)
    enrolments.end(enrolment, by=own(enrolment))
    with pytest.raises(DomainError, match="no_dates_ahead"):
        enrolments.at(enrolment, dates_of(activity)[0])


@pytest.mark.parametrize("number", [1, 3])
def test_at_takes_one_query_however_many_dates(number, django_assert_num_queries):
    activity = group_of(dates=number)
    enrolment, session = enrol(activity), Session.objects.earliest("starts_at")
    with django_assert_num_queries(1):
        enrolments.at(enrolment, session)


def test_enrolments_are_seen_by_their_person_and_staff_of_the_centre():
    enrolment = enrol(group_of())
    for actor in (own(enrolment), staff_actor(centre=enrolment.activity.centre), SYSTEM):
        assert list(Enrolment.visible_to(actor)) == [enrolment]
    for actor in (PUBLIC, person_actor(PersonFactory().pk), staff_actor()):
        assert list(Enrolment.visible_to(actor)) == []
