"""Whoever may be told nothing learns by no try that the work on a prescription has ended."""

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.models import BookingState, Session
from core import clock, paper
from prescriptions.models import Prescription, PrescriptionState, Told
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.words import let_hear, made

pytestmark = [pytest.mark.django_db, pytest.mark.once]
UNSAID = [PrescriptionState.ACTIVE, PrescriptionState.COMPLETED]
ONLY_HERE = re.compile(r'(csrfmiddlewaretoken|request_key|nonce)"?[ =][^>]*')


@pytest.fixture(autouse=True)
def _sheets_as_pages(monkeypatch):
    """As a machine without a press shows them: the same words, readable here."""
    monkeypatch.setattr(paper, "press", lambda: None)


@pytest.fixture
def prescription(time_machine):
    """Of a client who lets nothing be heard, for a group with one date."""
    time_machine.move_to(clock.now(), tick=False)
    case = made(told=Told.NOTHING)
    group = ActivityFactory(centre=case.centre)
    session = SessionFactory(activity=group, day=group.start_date)
    Prescription.objects.update(activity=group, session=session)
    return Prescription.objects.get()


def at_desk(name):
    return lambda client, one: client.get(reverse(f"desk_prescriptions:{name}", args=[one.public_id]))


def sends(name, **words):
    at = f"desk_prescriptions:{name}"
    return lambda client, one: client.post(reverse(at, args=[one.public_id]), words, follow=True)


TRIES = {
    "look": at_desk("show"),
    "list": lambda client, _one: client.get(reverse("desk_prescriptions:mine")),
    "first screen": lambda client, _one: client.get(reverse("desk:home")),
    "slip": at_desk("slip"),
    "ask to revoke": at_desk("revoke"),
    "revoke": sends("revoke", reason="The wrong Brian"),
    "revoke without a reason": sends("revoke", reason=" "),
    "book": lambda client, one: sends("book", date=str(one.session.public_id))(client, one),
    "book what is not offered": sends("book", date="anything"),
    "type in the code": lambda client, one: client.post("/en/rx/", {"code": one.code}, follow=True),
    "choose with the code": lambda client, one: client.get(f"/en/rx/dates/{one.session.public_id}/", follow=True),
}


def answers(prescription, state, tries):
    """What the provider reads, try by try, of the prescription in this state. Nothing of it stays."""
    with transaction.atomic():
        Prescription.objects.update(state=state)
        client = Client()
        client.force_login(prescription.written_by)
        for name in tries:
            answer = TRIES[name](client, prescription)
            yield name, answer.status_code, ONLY_HERE.sub("", answer.content.decode())
        transaction.set_rollback(True)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(tries=st.lists(st.sampled_from(sorted(TRIES)), min_size=1, max_size=5))
def test_every_try_has_the_same_answer_whether_it_has_ended_or_not(prescription, tries):
    in_force, ended = (list(answers(prescription, state, tries)) for state in UNSAID)
    assert in_force == ended


@pytest.mark.parametrize("state", UNSAID)
def test_tries_do_what_they_say(prescription, state):
    """Or the same answer might be the same refusal."""
    told = {name: text for name, _status, text in answers(prescription, state, ["book", "type in the code", "revoke"])}
    assert "It is asked for." in told["book"]
    assert "This code does not open anything" not in told["type in the code"]
    assert "It is revoked. Its code opens nothing any more." in told["revoke"]


def test_a_difference_would_be_seen(prescription):
    let_hear(prescription, Told.PROGRESS)
    in_force, ended = (list(answers(prescription, state, ["look"])) for state in UNSAID)
    assert in_force != ended


# --- Of their places ------------------------------------------------------------------------------
PLACES = [None, BookingState.CONFIRMED, BookingState.WAITLISTED]


def asked(prescription, place, *, told, is_full):
    """What the provider reads of the date before and after asking for a place, where the client has `place` there."""
    with transaction.atomic():
        let_hear(prescription, told)
        session = prescription.session
        if place:
            BookingFactory(session=session, person=prescription.person, state=place)
        others = session.capacity if is_full else 2
        Session.objects.filter(pk=session.pk).update(seats_taken=others)
        client = Client()
        client.force_login(prescription.written_by)
        pages = [TRIES[name](client, prescription).content.decode() for name in ("look", "book", "look")]
        transaction.set_rollback(True)
    return [ONLY_HERE.sub("", page) for page in pages]


@pytest.mark.parametrize("told", [Told.NOTHING, Told.PROGRESS])
@pytest.mark.parametrize("is_full", [True, False])
def test_asking_for_a_place_tells_nobody_that_they_had_one(prescription, told, is_full):
    answers = [asked(prescription, place, told=told, is_full=is_full) for place in PLACES[: 3 if is_full else 2]]
    assert all(answer == answers[0] for answer in answers)
    assert "It is asked for." in answers[0][1]


def test_a_place_that_they_had_would_be_seen(prescription):
    had, had_not = (asked(prescription, place, told=Told.DETAILS, is_full=True) for place in PLACES[:2])
    assert had != had_not
