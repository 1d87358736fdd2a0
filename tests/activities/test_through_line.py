"""A champion's call through the line: the line rings them first, and connects the two; no number is ever told."""

import logging
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from activities.services import invite_calls, through_line
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from notifications.gateways import NotNow
from notifications.models import LineCall, Preferences
from people.models.consent import Purpose
from people.services import consents, contacts
from tests.activities.asking_world import BRIANS, TERRYS, AskingWorld
from tests.fakes.signed import LINE, TOKEN, Call, post

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 12, 7, 12, tzinfo=ZoneInfo("America/Toronto"))


@pytest.fixture(autouse=True)
def _at_noon(time_machine, settings):
    time_machine.move_to(NOON)
    settings.TWILIO_AUTH_TOKEN = TOKEN


@pytest.fixture
def world(texts):
    return AskingWorld()


@pytest.fixture
def call(world):
    return world.asked(through_line=True)


def path(call):
    return reverse("phone_asked:answered", args=[call.public_id])


def picked_up(call, by="human"):
    return Call(LINE, TERRYS, path=path(call), AnsweredBy=by)


# --- The button -------------------------------------------------------------------------------------


def test_line_rings_the_champion_from_the_centres_number(world, call, texts, settings):
    through_line.ring(call, by=world.as_terry())
    assert texts.rung == [(TERRYS, f"{settings.PUBLIC_BASE_URL}{path(call)}")]
    event = AuditEvent.objects.get(action="invitecall.rang")
    assert (event.person_id, event.actor_person_id) == (world.brian.pk, world.terry.person_id)


def refused(world, call, texts):
    with pytest.raises(DomainError) as no:
        through_line.ring(call, by=world.as_terry())
    assert texts.rung == []
    return no.value.code


@pytest.mark.parametrize("hour", [time(8, 59), time(20), time(23, 30)])
def test_nobody_is_called_early_or_late(world, call, texts, time_machine, hour):
    time_machine.move_to(datetime.combine(NOON.date() + timedelta(days=1), hour, NOON.tzinfo))
    assert refused(world, call, texts) == "not_a_decent_hour"


def test_nobody_is_called_in_their_own_quiet_hours(world, call, texts):
    Preferences.objects.create(person=world.brian, quiet_from=time(11), quiet_until=time(14))
    assert refused(world, call, texts) == "not_a_decent_hour"


def test_champion_without_a_number_is_told(world, call, texts):
    contacts.remove(world.terry.person.contact_points.get(), by=world.as_terry())
    assert refused(world, call, texts) == "no_number_of_yours"


def test_centre_without_a_line_offers_none(world, call, texts):
    world.centre.line_number = ""
    world.centre.save()
    call.refresh_from_db()
    assert not through_line.is_offered(call.centre)
    assert refused(world, call, texts) == "line_failed"


def test_once_it_is_taken_back_nothing_rings(world, call, texts):
    invite_calls.take_back(call, by=world.worker)
    with pytest.raises(Forbidden):
        through_line.ring(call, by=world.as_terry())
    assert texts.rung == []


def test_it_does_not_ring_for_ever(world, call, texts, settings):
    settings.THROTTLE = True
    for _time in range(through_line.RINGS_AN_HOUR):
        through_line.ring(call, by=world.as_terry())
    with pytest.raises(DomainError) as no:
        through_line.ring(call, by=world.as_terry())
    assert no.value.code == "too_many_tries"
    assert len(texts.rung) == through_line.RINGS_AN_HOUR


def test_provider_that_takes_nothing_is_told_kindly(world, call, texts, monkeypatch):
    def busy(*_args, **_kwargs):
        raise NotNow

    monkeypatch.setattr(texts, "ring", busy)
    with pytest.raises(DomainError) as no:
        through_line.ring(call, by=world.as_terry())
    assert no.value.code == "line_failed"


# --- What is heard ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "tongue"), [("en", "en-CA"), ("fr", "fr-CA")])
def test_champion_hears_the_centre_in_their_language_and_no_name(world, call, language, tongue):
    world.terry.person.language = language
    world.terry.person.save()
    heard = picked_up(call)
    assert {tongue for tongue, _words in heard.heard} == {tongue}
    assert {"en": "Guelph CHC", "fr": "CSC de Guelph"}[language] in heard.words
    for word in ("Brian", "Halloran", BRIANS, TERRYS, "Learning", "Réapprendre"):
        assert word not in heard.document


def test_key_connects_and_shows_the_centres_number(world, call):
    heard = picked_up(call).press("1")
    assert heard.waits_for == "Dial"
    assert heard.verb.attrib["callerId"] == LINE
    assert "".join(heard.verb.itertext()) == BRIANS
    event = AuditEvent.objects.get(action="invitecall.connected")
    assert (event.person_id, event.actor_person_id) == (world.brian.pk, world.terry.person_id)


@pytest.mark.parametrize(
    ("outcome", "words"), [("completed", "Thank you for calling"), ("no-answer", "Nobody answered")]
)
def test_afterwards_the_champion_is_asked_to_write_it_down(call, outcome, words):
    heard = picked_up(call).press("1").passed_on(outcome)
    assert words in heard.words
    assert heard.waits_for == "Hangup"
    assert BRIANS not in LineCall.objects.get().answer


@pytest.mark.parametrize("machine", ["machine_end_beep", "fax"])
def test_machine_hears_nothing(call, machine):
    heard = picked_up(call, by=machine)
    assert (heard.waits_for, heard.heard) == ("Hangup", [])


def test_consent_withdrawn_before_the_key_connects_nobody(world, call):
    heard = picked_up(call)
    consents.withdraw(person=world.brian, purpose=Purpose.CHAMPION_CALLS, by=world.worker)
    heard.press("1")
    assert "does not need to be made any more" in heard.words
    assert BRIANS not in heard.document


def test_taken_back_before_it_was_picked_up_is_silent(world, call):
    invite_calls.take_back(call, by=world.worker)
    heard = picked_up(call)
    assert (heard.waits_for, heard.heard) == ("Hangup", [])


def test_too_late_in_the_day_connects_nobody(call, time_machine):
    time_machine.move_to(NOON.replace(hour=19, minute=59))
    heard = picked_up(call)
    time_machine.move_to(NOON.replace(hour=20, minute=1))
    assert BRIANS not in heard.press("1").document


def test_what_the_provider_did_not_sign_is_refused(call):
    fields = {"CallSid": "CA1", "From": LINE, "To": TERRYS, "AnsweredBy": "human"}
    assert post(path(call), fields, token="another").status_code == 403
    assert post(path(call), {"From": LINE}).status_code == 403
    assert not LineCall.objects.exists()


def test_neither_number_is_in_an_address_or_a_log(world, call, texts, caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        through_line.ring(call, by=world.as_terry())
        picked_up(call).press("1").passed_on("completed")
    said = caplog.text + "".join(capfd.readouterr()) + texts.rung[0][1]
    assert said != ""
    for number in (BRIANS, TERRYS):
        assert number.removeprefix("+1") not in said
