"""Journeys by voice over real HTTP: a handset at a stand-in of the provider, the site on the other side."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from activities.models import Booking, BookingState
from activities.services import bookings
from centres.services import hours
from core.actors import SYSTEM, Channel
from notifications.models import CallBack, Delivery, DeliveryStatus, LineCall, OutboxMessage, Preferences, Reason
from people.models import Person
from people.services import persons, pins
from scripts.stand_in.webhooks import WebhookError
from tests.factories.activities import ActivityFactory, SessionFactory

pytestmark = pytest.mark.django_db(transaction=True)
LINE, NUMBER, DESK = "+15195550100", "+15195550142", "+15195550199"
CODE = "482913"


@pytest.fixture
def group(centre):
    return meets(centre)


def meets(centre, capacity=8):
    day = timezone.localdate() + timedelta(days=2)
    names = {"title_en": "Card Night", "title_fr": "Soirée de cartes", "join_code": CODE}
    group = ActivityFactory(centre=centre, start_date=day, capacity=capacity, **names)
    SessionFactory(activity=group, day=day, capacity=capacity)
    return group


@pytest.fixture
def at_the_desk(monkeypatch):
    """Whether somebody is there: the hours themselves are tested elsewhere."""

    def say(is_open):
        monkeypatch.setattr(hours, "is_open", lambda _centre, _now: is_open)

    return say


def known(centre, name="Rosa Diaz", number=NUMBER, **fields):
    person = persons.register(name=name, centre=centre, contact=number, contact_kind="landline", by=SYSTEM, **fields)
    pins.choose(person, digits="2580", by=SYSTEM)
    return person


def placed(person, group):
    return bookings.book(session=group.sessions.get(), person=person, channel=Channel.DESK, by=SYSTEM, quiet=True)


def offered(centre, person):
    group = meets(centre, capacity=1)
    held = placed(known(centre, "Bill", "+15195550143"), group)
    waits = placed(person, group)
    bookings.cancel(held, by=SYSTEM)
    return waits


def last_words(call):
    return " ".join(words for _language, words in call.heard)


# Of each language: its key, and what is heard at each stop.
ENGLISH = ("1", "en-CA", "Card Night, at Guelph CHC.", "The place is yours: Card Night, ", "Caller …0142")
FRENCH = (
    "2",
    "fr-CA",
    "Soirée de cartes, CSC de Guelph.",
    "La place est à vous : Soirée de cartes, ",
    "Appel …0142",
)
BOTH = pytest.mark.parametrize(("key", "tongue", "asked", "yours", "name"), [ENGLISH, FRENCH], ids=["en", "fr"])


@BOTH
def test_stranger_signs_up_with_a_code_and_a_name_said_after_the_tone(network, group, key, tongue, asked, yours, name):
    call = network.handset.call(NUMBER, LINE)
    assert [language for language, _words in call.heard] == ["en-CA", "fr-CA"]
    call.press(key)
    call.press("3")
    call.press(f"{CODE}#")
    assert last_words(call).startswith(asked)
    call.press("1")
    assert call.waiting_for == "record"
    call.record(3, ends_with="#")
    assert last_words(call).startswith(yours)
    assert {language for language, _words in call.heard} == {tongue}
    booking = Booking.objects.select_related("person").get()
    assert (booking.person.name, booking.channel, booking.state) == (name, Channel.VOICE, BookingState.CONFIRMED)
    waits = CallBack.objects.get()
    assert (waits.reason, waits.person, waits.recording) == (Reason.NEW, booking.person, call.recording.sid)
    call.hang_up()
    assert network.alerts.codes() == []


@BOTH
def test_somebody_known_signs_up_by_voice_alone(network, group, centre, key, tongue, asked, yours, name):
    person = known(centre)
    said = {
        "1": ("English", "what is on this week", "one", "one"),
        "2": ("français", "cette semaine", "un", "un"),
    }[key]
    call = network.handset.call(NUMBER, LINE)
    for words in said:
        call.say(words)
    assert last_words(call).startswith(yours)
    assert "Rosa" not in str(call.all_heard)
    assert Booking.objects.get().person == person


@pytest.mark.parametrize(
    ("key", "offer", "yes"),
    [
        ("1", "A place is free for you. To take it, press 4.", "Thank you. The place is yours: Card Night, "),
        (
            "2",
            "Une place est libre pour vous. Pour la prendre, faites le 4.",
            "Merci. La place est à vous : Soirée de cartes, ",
        ),
    ],
    ids=["en", "fr"],
)
def test_offer_is_accepted_by_whoever_knows_the_pin(network, centre, key, offer, yes):
    booking = offered(centre, known(centre))
    call = network.handset.call(NUMBER, LINE)
    call.press(key)
    call.press("4")
    call.press("2580#")
    assert offer in last_words(call)
    call.press("4")
    assert last_words(call).startswith(yes)
    booking.refresh_from_db()
    assert booking.state == BookingState.CONFIRMED


@pytest.mark.parametrize(
    ("key", "given_back"),
    [
        ("1", "Thank you for telling us. The place is given back: "),
        ("2", "Merci de nous l’avoir dit. La place est"),
    ],
    ids=["en", "fr"],
)
def test_place_is_given_back_by_voice(network, group, centre, key, given_back):
    booking = placed(known(centre), group)
    call = network.handset.call(NUMBER, LINE)
    call.press(key)
    call.press("4")
    call.press("2580#")
    call.press("2")
    assert last_words(call).startswith(given_back)
    booking.refresh_from_db()
    assert booking.state == BookingState.CANCELLED


def test_person_is_reached_by_zero(network, centre, at_the_desk):
    at_the_desk(True)
    call = network.handset.call(NUMBER, LINE)
    call.press("0")
    assert (call.dialed, call.talking_to) == ([DESK], DESK)
    call.wait()
    assert call.heard[-1] == ("fr-CA", "Merci. Au revoir.")


def test_where_nobody_answers_a_message_is_taken_also_with_the_receiver_put_down(network, centre, at_the_desk):
    at_the_desk(True)
    network.carrier.treat(DESK, dial="no-answer")
    call = network.handset.call(NUMBER, LINE)
    call.press("0")
    assert call.waiting_for == "record"
    call.record(20, ends_with="hangup")
    waits = CallBack.objects.get()
    assert (waits.reason, waits.recording) == (Reason.ASKED, call.recording.sid)


def test_silent_caller_is_asked_twice_told_when_somebody_is_there_and_called_back(network, centre, at_the_desk):
    at_the_desk(False)
    call = network.handset.call(NUMBER, LINE)
    call.wait()
    call.wait()
    assert call.waiting_for == "record"
    call.wait()
    assert call.ended
    assert call.heard[-1] == ("fr-CA", "Une personne du centre vous appellera. Merci. Au revoir.")
    assert CallBack.objects.get().number == NUMBER


def test_webhooks_that_arrive_twice_count_once(network, group):
    network.faults.set(double_webhooks=True)
    call = network.handset.call(NUMBER, LINE)
    for keys in ("1", "3", f"{CODE}#", "1"):
        call.press(keys)
    call.record(3, ends_with="#")
    assert last_words(call).startswith("The place is yours")
    assert (LineCall.objects.count(), Person.objects.count(), Booking.objects.count()) == (1, 1, 1)


def test_what_is_unsigned_forged_or_replayed_is_refused_and_changes_nothing(network, group):
    call = network.handset.call(NUMBER, LINE)
    for keys in ("1", "3", f"{CODE}#"):
        call.press(keys)
    step = {**call.words(), "Digits": "1"}
    address = "/phone/voice/way/?turn=4"
    assert network.webhooks.unsigned(address, step).status == 403
    assert network.webhooks.forged(address, step).status == 403
    assert LineCall.objects.get().turn == 3
    call.press("1")
    call.record(3, ends_with="#")
    assert (Booking.objects.count(), CallBack.objects.count()) == (1, 1)
    booked = [nth for nth, webhook in enumerate(network.webhooks.sent) if "/voice/way/" in webhook.url]
    assert network.webhooks.replay(booked[-1]).status == 403
    assert network.webhooks.replay(0).status == 403
    network.account.voice_status_url = "/phone/status/"
    call.status_url = "https://porchlight.example/phone/status/"
    call.hang_up()
    assert network.webhooks.replay(-2).status == 403
    assert (Booking.objects.count(), CallBack.objects.count(), Person.objects.count()) == (1, 1, 1)
    with pytest.raises(WebhookError):
        network.webhooks.post(address, step)


# --- Calls of ours -----------------------------------------------------------------------------------


@pytest.fixture
def rung(network, centre, deliver):
    """An offer for somebody who chose to be called: the call that rings at their place."""

    def ring(language):
        person = known(centre, language=language)
        person.contact_points.update(calls_ok=True)
        Preferences.objects.create(person=person, quiet_from=time(0), quiet_until=time(0))
        booking = offered(centre, person)
        deliver()
        [call] = network.handset.ringing(NUMBER)
        return call, booking

    return ring


@pytest.mark.parametrize(
    ("language", "first", "offer", "yes"),
    [
        (
            "en",
            "Hello. This is an automatic call from Guelph CHC.",
            "A place is free for you: ",
            "Thank you. The place is yours: ",
        ),
        (
            "fr",
            "CSC de Guelph, bonjour. Ceci est un appel automatique.",
            "Une place est libre pour vous : ",
            "Merci. La place est à vous : ",
        ),
    ],
)
def test_call_about_an_offer_is_answered_by_keys(rung, network, language, first, offer, yes):
    call, booking = rung(language)
    call.answer()
    assert last_words(call).startswith(first)
    call.press("1")
    assert last_words(call).startswith(offer)
    call.press("1")
    assert last_words(call).startswith(yes)
    assert all(name not in str(call.all_heard) for name in ("Card", "cartes", "Rosa"))
    call.hang_up()
    network.settle()
    booking.refresh_from_db()
    assert booking.state == BookingState.CONFIRMED
    assert Delivery.objects.get().status == DeliveryStatus.DELIVERED
    assert network.alerts.codes() == []


def test_machine_that_answers_hears_nothing_and_staff_call(rung, network, deliver):
    call, _booking = rung("en")
    call.machine()
    network.settle()
    assert call.all_heard == []
    assert Delivery.objects.get().status == DeliveryStatus.FAILED
    deliver()
    assert OutboxMessage.objects.get(type="place-offered").outcome == "unreachable"
