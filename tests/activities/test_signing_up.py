"""Signing up on the web: with and without an account, once however often the form is sent."""

import uuid

import pytest

from activities.choices import JoinMode
from activities.models import Booking, Enrolment
from activities.services import bookings, signing_up
from activities.services.signing_up import Stranger, Wishes
from core.actors import PUBLIC, SYSTEM
from people.models import Person
from people.models.consent import Purpose
from people.models.contact import ContactKind
from people.services import consents, persons
from tests.activities.test_bookings import book, own, refusal, session_of, states_of
from tests.activities.test_enrolments import dates_of, enrol, group_of, places_of
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def stranger(name="Maria Santos", **fields):
    given = {"contact": "519-555-0142", "contact_kind": ContactKind.LANDLINE, "voicemail_ok": True, "language": "fr"}
    return Stranger(name=name, **{**given, **fields})


def as_stranger(session, who=None, *, key=None, **wishes):
    return signing_up.as_stranger(
        session=session,
        stranger=who or stranger(),
        wishes=Wishes(**wishes),
        request_key=key or uuid.uuid4(),
        by=PUBLIC,
    )


def as_oneself(session, person, *, key=None, **wishes):
    return signing_up.as_oneself(
        session=session, person=person, wishes=Wishes(**wishes), request_key=key or uuid.uuid4(), by=own_of(person)
    )


def own_of(person):
    return own(Booking(person=person))


def agreed(person):
    return sorted(consents.agreed(person))


# --- Without an account -------------------------------------------------------------------------


def test_stranger_becomes_a_person_with_a_place():
    session = session_of()
    booking = as_stranger(session, companions=1, wants_lift=True)
    person = booking.person
    assert (person.name, person.language, list(person.centres.all())) == ("Maria Santos", "fr", [session.centre])
    assert list(person.contact_points.values_list("value", "voicemail_ok")) == [("+15195550142", True)]
    assert (booking.state, booking.companions, booking.wants_lift) == ("confirmed", 1, True)
    assert agreed(person) == [Purpose.OWN_PLACES]


def test_stranger_twice_with_one_form_is_one_person_with_one_place():
    session, key = session_of(), uuid.uuid4()
    assert as_stranger(session, key=key) == as_stranger(session, stranger("MARIA  santos"), key=key)
    assert (Person.objects.count(), Booking.objects.count()) == (1, 1)


def test_form_sent_again_with_another_name_is_refused():
    session, key = session_of(), uuid.uuid4()
    as_stranger(session, key=key)
    assert refusal(as_stranger, session, stranger("João Santos"), key=key) == "form_sent_before"
    assert Person.objects.count() == 1


def test_two_of_one_household_are_two_people():
    session = session_of()
    first, second = as_stranger(session), as_stranger(session, stranger("João Santos"))
    assert first.person != second.person
    assert first.person.contact_points.get().value == second.person.contact_points.get().value


def test_stranger_who_is_refused_was_never_there():
    session = session_of(join_mode=JoinMode.INVITATION)
    assert refusal(as_stranger, session) == "sign_up_by_call"
    assert refusal(as_stranger, session_of(), stranger(contact="nothing")) == "not_a_phone"
    assert Person.objects.count() == 0


def test_stranger_who_says_what_helps_is_not_asked_again():
    booking = as_stranger(session_of(), asked_needs=True, access_needs="a chair with arms", interpreter="ASL")
    person = Person.objects.get()
    assert (booking.access_needs, person.access_needs, person.interpreter) == ("a chair with arms",) * 2 + ("ASL",)
    assert person.needs_asked_at is not None


def test_stranger_who_needs_nothing_is_not_asked_again():
    as_stranger(session_of(), asked_needs=True)
    assert Person.objects.get().needs_asked_at is not None


def test_that_the_leader_sees_the_needs_is_a_consent_of_its_own():
    booking = as_stranger(session_of(), asked_needs=True, access_needs="a ramp", share_needs=True)
    assert agreed(booking.person) == [Purpose.OWN_PLACES, Purpose.SHARE_WITH_LEADER]


# --- Every time ---------------------------------------------------------------------------------


def test_every_time_is_a_standing_place():
    activity = group_of()
    session = dates_of(activity)[1]
    booking = as_stranger(session, every_time=True)
    assert (booking.session, booking.enrolment) == (session, Enrolment.objects.get())
    assert places_of(booking.enrolment) == ["confirmed"] * 3


def test_only_this_date_is_a_place_of_one_date():
    activity = group_of()
    booking = as_stranger(dates_of(activity)[1])
    assert (booking.enrolment, Booking.objects.count()) == (None, 1)


def test_of_a_course_there_is_nothing_less():
    activity = group_of(5, join_mode=JoinMode.COURSE)
    assert places_of(as_stranger(dates_of(activity)[1]).enrolment) == ["confirmed"] * 3


def test_where_there_are_no_standing_places_every_time_is_one_date():
    booking = as_stranger(session_of(), every_time=True)
    assert (booking.enrolment, Booking.objects.count()) == (None, 1)


def test_every_time_twice_with_one_form_is_one_standing_place():
    activity, key = group_of(), uuid.uuid4()
    session = dates_of(activity)[0]
    assert as_stranger(session, key=key, every_time=True) == as_stranger(session, key=key, every_time=True)
    assert (Person.objects.count(), Enrolment.objects.count()) == (1, 1)
    other = stranger("João Santos")
    assert refusal(as_stranger, session, other, key=key, every_time=True) == "form_sent_before"


def test_skipped_date_is_taken_back_as_a_part_of_the_standing_place():
    activity, person = group_of(), PersonFactory()
    standing = enrol(activity, person)
    second = dates_of(activity)[1]
    bookings.cancel(standing.bookings.get(session=second), by=own(standing))
    booking = as_oneself(second, person)
    assert (booking.state, booking.enrolment) == ("confirmed", standing)


# --- With an account ----------------------------------------------------------------------------


def test_remembered_needs_go_with_each_place():
    person = PersonFactory()
    persons.remember_needs(person, access_needs="large print", interpreter="", by=own_of(person))
    booking = as_oneself(session_of(), person)
    assert booking.access_needs == "large print"
    person.refresh_from_db()
    assert person.access_needs == "large print"


def test_needs_that_are_said_for_the_first_time_are_remembered():
    person = PersonFactory()
    as_oneself(session_of(), person, asked_needs=True, access_needs="a ramp", share_needs=True)
    person.refresh_from_db()
    assert (person.access_needs, person.needs_asked_at is not None) == ("a ramp", True)
    assert agreed(person) == [Purpose.OWN_PLACES, Purpose.SHARE_WITH_LEADER]


def test_whoever_said_no_to_messages_is_left_in_peace():
    person, silent = PersonFactory(), PersonFactory()
    consents.withdraw(person=person, purpose=Purpose.OWN_PLACES, by=own_of(person))
    as_oneself(session_of(), person)
    as_oneself(session_of(), silent)
    assert (agreed(person), agreed(silent)) == ([], [Purpose.OWN_PLACES])


def test_same_form_twice_is_one_place():
    session, person, key = session_of(), PersonFactory(), uuid.uuid4()
    assert as_oneself(session, person, key=key) == as_oneself(session, person, key=key)
    assert Booking.objects.count() == 1


def test_place_of_is_what_stands_and_no_offer_that_is_over():
    session, person = session_of(1), PersonFactory()
    placed, queued = book(session), book(session, person)
    now = session.starts_at
    assert signing_up.place_of(None, session, now=now) is None
    assert signing_up.place_of(PersonFactory().pk, session, now=now) is None
    bookings.cancel(placed, by=own(placed))
    queued.refresh_from_db()
    until = queued.offer_until
    assert signing_up.place_of(person.pk, session, now=queued.created_at) == queued
    assert signing_up.place_of(person.pk, session, now=until) is None
    assert states_of(queued) == ["offered"]


# --- What the form promises ---------------------------------------------------------------------


def outlook(session, person_id=None):
    return signing_up.outlook(session, person_id=person_id, now=session.activity.published_at)


def test_outlook_tells_how_many_seats_are_left_and_how_many_wait():
    session = session_of(1)
    found = outlook(session)
    assert (found.is_full, found.seats_left, found.next_in_line) == (False, 1, 1)
    book(session)
    book(session)
    session.refresh_from_db()
    found = outlook(session)
    assert (found.is_full, found.seats_left, found.next_in_line) == (True, 0, 2)


@pytest.mark.parametrize("number", [1, 3])
def test_outlook_of_a_course_takes_two_queries(number, django_assert_num_queries):
    activity = group_of(5, dates=number, join_mode=JoinMode.COURSE)
    session = dates_of(activity)[0]
    enrol(activity, by=SYSTEM)
    with django_assert_num_queries(2):
        assert len(outlook(session).dates) == number
