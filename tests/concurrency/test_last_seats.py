"""Many people want few seats at the same moment; each in a thread of their own, with real transactions."""

import threading
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from activities.models import Booking
from activities.services import bookings, signing_up, waiting, walk_ins
from core.actors import PUBLIC, SYSTEM, Channel, person_actor
from people.models import Person
from people.models.contact import ContactKind
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.people import PersonFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run the calls in a thread each, all let go together; their answers, or what they raised, in order."""
    answers: list[Any] = [None] * len(calls)
    start = threading.Barrier(len(calls))

    def run(number: int, call: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=60)
            answers[number] = call()
        except Exception as error:  # noqa: BLE001 - what went wrong in a thread is shown by the test
            answers[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return answers


def session_of(capacity):
    return SessionFactory(activity=ActivityFactory(capacity=capacity))


def booking_call(session, person, **fields):
    by = person_actor(person.pk)
    return lambda: bookings.book(session=session, person=person, channel=Channel.WEB, by=by, **fields)


def counted(session):
    return Counter(Booking.objects.filter(session=session).values_list("state", flat=True))


def taken(session):
    session.refresh_from_db()
    return session.seats_taken


def test_fifty_people_for_ten_seats():
    session = session_of(10)
    people = [PersonFactory() for _ in range(50)]
    answers = at_once(*(booking_call(session, person) for person in people))
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert counted(session) == {"confirmed": 10, "waitlisted": 40}
    assert taken(session) == 10
    positions = Booking.objects.filter(session=session, state="waitlisted").with_position()
    assert sorted(positions.values_list("position", flat=True)) == list(range(1, 41))


def test_two_people_for_the_last_seat():
    session = session_of(1)
    at_once(*(booking_call(session, PersonFactory()) for _ in range(2)))
    assert counted(session) == {"confirmed": 1, "waitlisted": 1}


def test_parties_of_two_never_take_more_than_there_is():
    session = session_of(5)
    at_once(*(booking_call(session, PersonFactory(), companions=1) for _ in range(6)))
    assert counted(session) == {"confirmed": 2, "waitlisted": 4}
    assert taken(session) == 4


def test_one_person_asking_twice_has_one_place():
    session, person = session_of(5), PersonFactory()
    first, second = at_once(*(booking_call(session, person) for _ in range(2)))
    assert first == second
    assert counted(session) == {"confirmed": 1}


def test_giving_back_while_another_asks_gives_the_seat_once():
    session = session_of(1)
    placed = booking_call(session, PersonFactory())()
    newcomer = PersonFactory()
    gone, asked = at_once(
        lambda: bookings.cancel(placed, by=person_actor(placed.person_id)), booking_call(session, newcomer)
    )
    assert not isinstance(gone, Exception)
    asked.refresh_from_db()
    # Whoever came first under the lock: the seat was free, or the newcomer waited and was offered it.
    assert asked.state in {"confirmed", "offered"}
    assert taken(session) == 1


def test_accepting_while_the_offer_lapses_has_one_winner():
    session = session_of(1)
    placed, queued = booking_call(session, PersonFactory())(), booking_call(session, PersonFactory())()
    bookings.cancel(placed, by=person_actor(placed.person_id))
    queued.refresh_from_db()
    at_once(
        lambda: bookings.accept(queued, by=person_actor(queued.person_id)),
        lambda: waiting.lapse_offers(now=queued.offer_until),
        lambda: waiting.lapse_offers(now=queued.offer_until),
    )
    queued.refresh_from_db()
    assert (queued.state, taken(session)) in {("confirmed", 1), ("cancelled", 0)}


def stranger(name):
    return signing_up.Stranger(
        name=name, contact="519-555-0142", contact_kind=ContactKind.LANDLINE, voicemail_ok=False, language="en"
    )


def test_one_form_sent_twice_at_once_makes_one_person_and_one_place():
    session, key = session_of(5), uuid.uuid4()
    answers = at_once(
        *(
            lambda: signing_up.as_stranger(
                session=session,
                stranger=stranger("Maria Santos"),
                wishes=signing_up.Wishes(),
                request_key=key,
                by=PUBLIC,
            )
            for _ in range(4)
        )
    )
    assert len(set(answers)) == 1
    assert (Person.objects.count(), counted(session)) == (1, {"confirmed": 1})


def test_one_walk_in_sent_twice_at_once_adds_one_person():
    session, key = session_of(5), uuid.uuid4()
    answers = at_once(
        *(
            lambda: walk_ins.add(session, name="Ana", by=SYSTEM, request_key=key, now=session.starts_at)
            for _ in range(2)
        )
    )
    assert len(set(answers)) == 1
    assert Person.objects.count() == 1


def test_fifty_forms_over_the_web_for_ten_seats():
    session = session_of(10)
    address = reverse("signup:start", args=[session.public_id])

    def send(number):
        answers = {
            "name": f"Guest {number}",
            "contact_kind": "email",
            "contact": f"guest{number}@example.org",
            "request_key": str(uuid.uuid4()),
            "expected": "place",
        }
        return lambda: Client().post(address, answers).status_code

    assert at_once(*(send(number) for number in range(50))) == [302] * 50
    assert counted(session) == {"confirmed": 10, "waitlisted": 40}
    assert (taken(session), Person.objects.count()) == (10, 50)
