"""What a telephone sends after a dead spot: nothing lost, nothing twice."""

import json
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from activities.models import Booking, BookingState, Register
from core.models import AuditEvent
from people.models import Person
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import ContactPointFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return ChampionFactory(with_account=True)


@pytest.fixture
def session(leader):
    return SessionFactory(activity=ActivityFactory(centre=leader.centre, leaders=[leader]))


@pytest.fixture
def signed_in(client, leader, session):
    with time_machine.travel(session.starts_at + timedelta(minutes=30), tick=False):
        client.force_login(leader.person.user)
        yield client


def tap(session, *, minute=10, **what):
    at = session.starts_at + timedelta(minutes=minute)
    return {"kind": "mark", "key": str(uuid.uuid4()), "at": int(at.timestamp() * 1000), **what}


def mark(session, booking, attendance="came", **what):
    return tap(session, booking=str(booking.public_id), attendance=attendance, **what)


def walk_in(session, name, **what):
    return tap(session, kind="walk_in", name=name, **what)


def send(client, session, *taps):
    address = reverse("register:taps", args=[session.public_id])
    return client.post(address, {"taps": list(taps)}, content_type="application/json")


def said(response):
    return [answer["said"] for answer in response.json()["answers"]]


def marks():
    events = AuditEvent.objects.filter(action="booking.marked").order_by("pk")
    return [event.detail["attendance"] for event in events]


def test_taps_are_written_in_their_order_and_once(signed_in, session):
    booking = BookingFactory(session=session)
    taps = [mark(session, booking, "missed", minute=1), mark(session, booking, "came", minute=2)]
    assert said(send(signed_in, session, *taps)) == ["kept", "kept"]
    assert said(send(signed_in, session, *taps)) == ["older", "kept"]
    assert marks() == ["missed", "came"]


def test_answer_tells_how_the_register_stands(signed_in, session):
    came, other = BookingFactory(session=session), BookingFactory(session=session)
    answer = send(signed_in, session, mark(session, came)).json()
    assert answer["rows"] == {str(came.public_id): "came", str(other.public_id): "unknown"}
    assert "1 person came" in " ".join(answer["summary"].split())
    assert answer["headcount"] == 0


def test_tap_at_a_place_that_was_given_back_is_refused_and_the_others_are_kept(signed_in, session):
    gone = BookingFactory(session=session, state=BookingState.CANCELLED)
    elsewhere, here = BookingFactory(), BookingFactory(session=session)
    taps = [mark(session, row) for row in (gone, elsewhere, here)]
    answers = send(signed_in, session, *taps).json()["answers"]
    assert [answer["said"] for answer in answers] == ["refused", "refused", "kept"]
    assert answers[0]["words"] != ""
    assert marks() == ["came"]


def test_somebody_added_out_of_reach_is_added_once(signed_in, session):
    new = walk_in(session, "Ana Lima", number="519-555-0142")
    assert said(send(signed_in, session, new)) == ["kept"]
    assert said(send(signed_in, session, new)) == ["kept"]
    booking = Booking.objects.get()
    assert (booking.person.name, booking.attendance, booking.channel) == ("Ana Lima", "came", "walk_in")
    assert booking.person.contact_points.get().value == "+15195550142"
    assert booking.marked_at == session.starts_at + timedelta(minutes=10)


def test_somebody_who_was_here_before_is_asked_for_and_found(signed_in, session):
    before = SessionFactory(activity=session.activity)
    known = BookingFactory(session=before, person__name="Maria Santos")
    new = walk_in(session, "maria s.")
    answer = send(signed_in, session, new).json()["answers"][0]
    assert answer["said"] == "asks"
    assert "Maria S." in answer["html"]
    assert "Santos" not in answer["html"]
    assert AuditEvent.objects.filter(action="register.viewed", person_id=known.person_id).count() == 1
    assert said(send(signed_in, session, {**new, "known_as": str(known.public_id)})) == ["kept"]
    assert session.bookings.get().person == known.person


def test_somebody_new_of_the_same_name_is_somebody_new(signed_in, session):
    before = SessionFactory(activity=session.activity)
    BookingFactory(session=before, person__name="Maria Santos")
    assert said(send(signed_in, session, walk_in(session, "Maria", is_new=True))) == ["kept"]
    assert session.bookings.get().person.name == "Maria"


def test_nobody_is_found_who_was_never_in_this_group(signed_in, session):
    BookingFactory(person__name="Maria Santos")
    stranger = ContactPointFactory(value="+15195550142", person__name="Maria Silva").person
    taps = walk_in(session, "Maria", number="519-555-0142")
    assert said(send(signed_in, session, taps)) == ["kept"]
    assert session.bookings.get().person != stranger
    other = BookingFactory(person__name="Zoe Roy")
    known_as = walk_in(session, "Zoe", known_as=str(other.public_id))
    assert said(send(signed_in, session, known_as)) == ["refused"]


def test_wrong_number_adds_nobody_and_says_why(signed_in, session):
    answer = send(signed_in, session, walk_in(session, "Ana", number="12")).json()["answers"][0]
    assert answer["said"] == "refused"
    assert "519-555-0142" in answer["words"]
    assert Person.objects.filter(name="Ana").count() == 0


def test_number_without_names_goes_on_from_what_the_telephone_had_seen(signed_in, session):
    first = tap(session, kind="headcount", headcount=3, seen=0)
    then = tap(session, kind="headcount", headcount=4, seen=3)
    for _ in range(2):
        send(signed_in, session, first, then)
    assert Register.objects.get().headcount == 4
    answer = send(signed_in, session, tap(session, kind="headcount", headcount=9, seen=2)).json()
    assert answer["answers"][0]["said"] == "refused"
    assert answer["headcount"] == 4


@pytest.mark.parametrize("wrong", [{"at": "yesterday"}, {"attendance": "perhaps"}, {"kind": "erase"}, {"booking": ""}])
def test_tap_that_is_none_is_answered_so_that_it_is_not_sent_for_ever(signed_in, session, wrong):
    booking = BookingFactory(session=session)
    nonsense = {**mark(session, booking), **wrong}
    answers = send(signed_in, session, nonsense, mark(session, booking)).json()["answers"]
    assert {answer["key"]: answer["said"] for answer in answers}[nonsense["key"]] == "refused"
    assert marks() == ["came"]


def test_half_a_character_holds_nothing_back(signed_in, session):
    """A telephone cuts a name where it is too long, in the middle of an emoji if need be."""
    body = json.dumps({"taps": [walk_in(session, "Zoe \ud83d"), mark(session, BookingFactory(session=session))]})
    response = signed_in.post(
        reverse("register:taps", args=[session.public_id]), body, content_type="application/json"
    )
    assert said(response) == ["kept", "kept"]
    assert Person.objects.filter(name="Zoe").count() == 1


@pytest.mark.parametrize("body", ["", "[]", '{"taps": 4}', '{"taps": ["x"]}', "[" * 200_000])
def test_what_is_no_list_of_taps_is_a_bad_request(signed_in, session, body):
    address = reverse("register:taps", args=[session.public_id])
    assert signed_in.post(address, body, content_type="application/json").status_code == 400


def test_taps_are_kept_by_nobody_who_is_signed_out_and_by_nobody_without_a_token(leader, session):
    booking = BookingFactory(session=session)
    assert send(Client(), session, mark(session, booking)).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(leader.person.user)
    assert send(strict, session, mark(session, booking)).status_code == 403
    assert marks() == []


def test_taps_too_early_are_refused_in_words(client, leader, session):
    client.force_login(leader.person.user)
    response = send(client, session, mark(session, BookingFactory(session=session)))
    assert (response.status_code, response.json()) == (409, {"words": "The register opens on the day of the session."})


def test_walk_in_without_javascript_asks_who_it_is(signed_in, session):
    before = SessionFactory(activity=session.activity)
    known = BookingFactory(session=before, person__name="Maria Santos")
    address = reverse("register:walk_in", args=[session.public_id])
    sent = {"name": "Maria", "number": "", "request_key": str(uuid.uuid4())}
    page = signed_in.post(address, sent).content.decode()
    assert "Maria S." in page
    assert session.bookings.count() == 0
    signed_in.post(address, {**sent, "known_as": str(known.public_id)})
    assert session.bookings.get().person == known.person
