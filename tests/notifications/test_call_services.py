"""Which calls a centre owes, and when it owes them no more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.services import bookings, sessions
from core.actors import PUBLIC, SYSTEM, Channel, person_actor
from core.errors import Forbidden
from core.models import AuditEvent
from notifications.models import Call, CallResult, OutboxMessage
from notifications.services import calls
from people.services import erasure
from tests.factories.activities import SessionFactory
from tests.factories.people import ContactPointFactory, PersonFactory, staff_actor

pytestmark = pytest.mark.django_db


def called_off(*people, centre=None):
    """A date with these people that was called off."""
    session = SessionFactory(activity__centre=centre) if centre else SessionFactory()
    for person in people:
        bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM)
    sessions.cancel(session, by=SYSTEM)
    return session


def with_landline(**fields):
    return ContactPointFactory(person=PersonFactory(**fields), kind="landline").person


def owed(session, **fields):
    return [(call.person, call.message.type) for call in calls.to_make(session.centre_id, by=SYSTEM, **fields)]


@pytest.mark.parametrize("kind", ["email", "mobile"])
def test_whom_something_written_reaches_is_not_called(kind, texts):
    unreached, reached = PersonFactory(), ContactPointFactory(kind=kind).person
    landline = with_landline()
    session = called_off(unreached, reached, landline)
    assert owed(session) == [(unreached, "session-cancelled"), (landline, "session-cancelled")]


def test_only_what_has_to_be_said_is_said():
    session = SessionFactory()
    bookings.book(session=session, person=PersonFactory(), channel=Channel.DESK, by=SYSTEM)
    assert OutboxMessage.objects.get().type == "place-confirmed"
    assert owed(session) == []


def test_only_the_centres_own_calls_are_on_its_list():
    person = PersonFactory()
    session, other = called_off(person), called_off(person)
    assert owed(session) == owed(other) == [(person, "session-cancelled")]
    assert [call.message.centre_id for call in calls.to_make(other.centre_id, by=SYSTEM)] == [other.centre_id]


def test_only_what_still_holds_is_said():
    session, person = SessionFactory(capacity=1), PersonFactory()
    placed = bookings.book(session=session, person=PersonFactory(), channel=Channel.DESK, by=SYSTEM)
    queued = bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM)
    bookings.cancel(placed, by=SYSTEM)
    assert owed(session) == [(person, "place-offered")]
    bookings.accept(queued, by=SYSTEM)
    assert owed(session) == []


def test_what_is_two_weeks_old_is_no_news():
    session = called_off(PersonFactory())
    now = timezone.now()
    assert len(owed(session, now=now + timedelta(days=13))) == 1
    assert owed(session, now=now + timedelta(days=15)) == []


def test_erased_people_are_not_called():
    person = PersonFactory()
    session = called_off(person)
    erasure.erase(person, by=SYSTEM)
    assert owed(session) == []


def test_words_are_in_the_persons_language():
    session = called_off(PersonFactory(language="fr"))
    (french,) = calls.to_make(session.centre_id, by=SYSTEM)
    assert french.words.startswith("Cette séance est annulée")


def note(session, result=CallResult.REACHED, *, by=None, **fields):
    (call,) = calls.to_make(session.centre_id, by=SYSTEM)
    by = by or staff_actor(centre=session.centre)
    return calls.note(person=call.person, message=call.message, result=result, by=by, **fields)


def test_call_that_reached_them_settles_the_message():
    session = called_off(with_landline())
    made = note(session, note="  Will tell her sister. ")
    assert owed(session) == []
    assert (made.note, made.centre, made.message.settled_at is not None) == (
        "Will tell her sister.",
        session.centre,
        False,
    )
    assert OutboxMessage.objects.get(pk=made.message_id).settled_at == made.at
    event = AuditEvent.objects.get(action="call.noted")
    assert (event.person_id, event.detail) == (made.person_id, {"result": "reached"})


@pytest.mark.parametrize("result", [one for one in CallResult if one != CallResult.REACHED])
def test_call_that_did_not_reach_them_leaves_it_owed(result):
    session = called_off(with_landline())
    made = note(session, result)
    (call,) = calls.to_make(session.centre_id, by=SYSTEM)
    assert call.tries == [made]


def test_call_about_nothing_in_particular_settles_nothing():
    person = with_landline()
    session = called_off(person)
    calls.note(person=person, result=CallResult.REACHED, by=staff_actor(centre=session.centre))
    assert len(owed(session)) == 1


def test_calls_are_written_down_by_staff_who_know_the_person():
    person = with_landline()
    session = called_off(person)
    for actor in (PUBLIC, person_actor(person.pk), person_actor(PersonFactory().pk), staff_actor()):
        with pytest.raises(Forbidden):
            note(session, by=actor)
    assert not Call.objects.exists()
    note(session)


@pytest.mark.parametrize("number", [1, 3])
def test_to_make_takes_five_queries(number, django_assert_num_queries):
    session = called_off(*(with_landline() for _ in range(number)))
    with django_assert_num_queries(5):
        assert len(calls.to_make(session.centre_id, by=SYSTEM)) == number
