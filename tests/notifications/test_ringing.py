"""Calls of ours: the centre's name to whoever picks up, the message after a key, and to machines nothing."""

from datetime import time, timedelta

import pytest
from django.template.loader import get_template
from django.utils import timezone

from activities import notices
from activities.models import BookingState
from activities.services import bookings
from core.actors import SYSTEM, Channel
from core.models import AuditEvent
from notifications.models import Delivery, DeliveryStatus, LineCall, OutboxMessage, Outcome, Preferences, Reminders
from notifications.registry import types
from notifications.services import receipts
from notifications.services.delivery import deliver_due
from people.models.contact import Way
from people.services import contacts, persons
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.fakes.signed import LINE, Call, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("token")]
NUMBER = "+15195550142"


@pytest.fixture
def rosa(centre):
    """Waits for a place in a full group, and chose to be called."""
    return wants_calls(centre)


def wants_calls(centre, **fields):
    person = persons.register(
        name="Rosa Diaz", centre=centre, contact=NUMBER, contact_kind="landline", by=SYSTEM, **fields
    )
    person.contact_points.update(calls_ok=True)
    return person


@pytest.fixture
def offer(centre, rosa):
    return offered(centre, rosa)


def offered(centre, person):
    day = timezone.localdate() + timedelta(days=3)
    group = ActivityFactory(
        centre=centre, start_date=day, capacity=1, title_en="Card Night", title_fr="Soirée de cartes"
    )
    session = SessionFactory(activity=group, day=day, capacity=1)
    bill = persons.register(name="Bill", centre=centre, by=SYSTEM)
    held, waits = (
        bookings.book(session=session, person=one, channel=Channel.DESK, by=SYSTEM, quiet=True)
        for one in (bill, person)
    )
    bookings.cancel(held, by=SYSTEM)
    waits.refresh_from_db()
    assert waits.state == BookingState.OFFERED
    return waits


def handed(booking, slug="place-offered"):
    """The message about it as it stands once the provider took the call."""
    message = OutboxMessage.objects.get(type=slug, person=booking.person)
    OutboxMessage.objects.filter(pk=message.pk).update(outcome=Outcome.SENT, due_at=None)
    point = booking.person.contact_points.get()
    return Delivery.objects.create(
        message=message, point=point, way=Way.VOICE, at=timezone.now(), status=DeliveryStatus.ACCEPTED
    )


def picked_up(delivery, by="human"):
    return Call(LINE, NUMBER, path=f"/phone/voice/message/{delivery.pk}/", AnsweredBy=by)


def reported(call, delivery, status="completed"):
    post(f"/phone/status/?delivery={delivery.pk}", call.fields | {"CallStatus": status})
    delivery.refresh_from_db()
    message = OutboxMessage.objects.get(pk=delivery.message_id)
    return delivery.status, message.outcome


def test_before_a_key_is_pressed_nothing_but_the_centre_is_named(offer):
    call = picked_up(handed(offer))
    assert call.heard == [
        (
            "en-CA",
            "Hello. This is an automatic call from Guelph CHC. To hear a message, press 1. "
            "To speak to a person, press 0. To stop such calls, press 9.",
        )
    ]


def test_message_names_no_group_and_no_person_and_yes_takes_the_place(offer):
    delivery = handed(offer)
    call = picked_up(delivery).press("1")
    assert call.words.startswith("A place is free for you: ")
    assert "If you are coming, press 1. If you cannot come, press 2." in call.words
    assert ("Card" in call.words, "Rosa" in call.words) == (False, False)
    heard = call.words
    assert call.press("3").words == heard
    call.press("1")
    assert call.words.startswith("Thank you. The place is yours: ")
    assert "Card" not in call.words
    offer.refresh_from_db()
    assert offer.state == BookingState.CONFIRMED
    assert reported(call, delivery) == (DeliveryStatus.DELIVERED, Outcome.SENT)


def test_no_lets_the_place_pass(offer):
    call = picked_up(handed(offer)).press("1").press("2")
    assert call.words.startswith("Thank you for telling us. The place is given back: ")
    offer.refresh_from_db()
    assert offer.state == BookingState.CANCELLED


def test_call_is_in_the_persons_language(centre):
    call = picked_up(handed(offered(centre, wants_calls(centre, language="fr"))))
    assert call.heard[0][0] == "fr-CA"
    assert call.press("1").words.startswith("Une place est libre pour vous : ")
    assert call.say("oui").words.startswith("Merci. La place est à vous : ")


def test_message_without_a_question_is_said_in_the_words_of_its_text(offer):
    bookings.cancel(offer, by=SYSTEM)
    call = picked_up(handed(offer, "place-cancelled")).press("1")
    assert call.words.startswith("You gave your place back: ")
    assert ("Card" in call.words, "press 2" in call.words, "519" in call.words) == (False, False, False)
    assert call.press("2").words.startswith("I am sorry, I did not understand. You gave")


def test_what_is_not_true_any_more_is_not_said(offer):
    delivery = handed(offer)
    bookings.accept(offer, by=SYSTEM)
    assert (
        picked_up(delivery).press("1").words
        == "What we wanted to tell you does not matter any more. Thank you. Goodbye."
    )


@pytest.mark.parametrize("before", ["", "1"])
def test_nine_stops_such_calls_and_leaves_a_trace(offer, rosa, before):
    call = picked_up(handed(offer))
    if before:
        call.press(before)
    assert call.press("9").words == "You will get no more automatic calls at this number. Thank you. Goodbye."
    assert rosa.contact_points.get().calls_ok is False
    event = AuditEvent.objects.get(action="contact_point.calls_decided")
    assert (event.actor_person_id, event.channel, event.detail["ok"]) == (rosa.pk, Channel.VOICE, False)


def test_machine_hears_the_centre_and_its_number_where_that_is_allowed(offer, rosa):
    delivery = handed(offer)
    assert picked_up(delivery, "machine_end_beep").waits_for == "Hangup"
    assert LineCall.objects.count() == 0
    rosa.contact_points.update(voicemail_ok=True)
    call = picked_up(delivery, "machine_end_beep")
    assert call.words == "Hello. This is Guelph CHC. Please call us at 5 1 9, 5 5 5, 0 1 9 9. Thank you. Goodbye."
    assert call.waits_for == "Hangup"
    assert picked_up(delivery, "fax").heard == []


@pytest.mark.parametrize("deed", ["machine", "silence", "stop"])
def test_call_in_which_nobody_asked_for_the_message_goes_on_by_the_next_way(offer, deed):
    delivery = handed(offer)
    if deed == "machine":
        call = picked_up(delivery, "machine_start")
    else:
        call = picked_up(delivery)
        if deed == "silence":
            assert call.wait().wait().words == "Thank you. Goodbye."
        else:
            call.press("9")
    assert reported(call, delivery) == (DeliveryStatus.FAILED, "")


@pytest.mark.parametrize("status", ["busy", "no-answer", "failed"])
def test_call_that_nobody_takes_goes_on_by_the_next_way(offer, status):
    delivery = handed(offer)
    post(f"/phone/status/?delivery={delivery.pk}", {"CallSid": "CA-nobody", "CallStatus": status})
    delivery.refresh_from_db()
    assert delivery.status == DeliveryStatus.FAILED
    assert OutboxMessage.objects.get(pk=delivery.message_id).due_at is not None


def test_telephone_rings_for_one_message_at_a_time(centre, texts):
    person = wants_calls(centre)
    Preferences.objects.create(person=person, quiet_from=time(0), quiet_until=time(0))
    for _group in range(2):
        offered(centre, person)
    deliver_due()
    deliver_due(now=timezone.now() + timedelta(seconds=90))
    assert [to for to, _script in texts.rung] == [NUMBER]
    receipts.note(delivery_id=Delivery.objects.get().pk, provider_id="CA1", status="no-answer")
    deliver_due(now=timezone.now() + timedelta(minutes=3))
    assert len({script for _to, script in texts.rung}) == 2


def test_call_whose_end_nobody_reports_holds_up_no_other_for_long(centre, texts):
    person = wants_calls(centre)
    Preferences.objects.create(person=person, quiet_from=time(0), quiet_until=time(0))
    for _group in range(2):
        offered(centre, person)
    deliver_due()
    deliver_due(now=timezone.now() + timedelta(minutes=6))
    assert len(texts.rung) == 2


def test_call_about_nothing_that_is_known_is_ended(offer, rosa):
    delivery = handed(offer)
    assert Call(LINE, NUMBER, path="/phone/voice/message/999999999999999999/").waits_for == "Hangup"
    contacts.remove(rosa.contact_points.get(), by=SYSTEM)
    assert picked_up(delivery).waits_for == "Hangup"


def test_call_reported_twice_is_one_call(offer):
    call = picked_up(handed(offer))
    assert call.again().content.decode() == call.document
    assert LineCall.objects.count() == 1


@pytest.fixture
def reminder(centre, rosa):
    """Of a place in two days, by call."""
    day = timezone.localdate() + timedelta(days=2)
    group = ActivityFactory(centre=centre, start_date=day, title_en="Card Night", title_fr="Soirée de cartes")
    session = SessionFactory(activity=group, day=day)
    booking = bookings.book(session=session, person=rosa, channel=Channel.DESK, by=SYSTEM, quiet=True)
    notices.tell("place-reminder", booking, key=notices.reminder_key(Reminders.DAY_BEFORE, session))
    return booking


@pytest.mark.parametrize(
    ("key", "said", "state"),
    [
        ("1", "Thank you. The place is yours: ", BookingState.CONFIRMED),
        ("2", "Thank you for telling us. The place is given back: ", BookingState.CANCELLED),
    ],
)
def test_reminder_is_answered_by_a_key(reminder, key, said, state):
    call = picked_up(handed(reminder, "place-reminder")).press("1")
    assert call.words.startswith("You have an appointment on ")
    assert ("Card" in call.words, "Guelph CHC" in call.words) == (False, True)
    assert call.press(key).words.startswith(said)
    reminder.refresh_from_db()
    assert reminder.state == state


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("slug", [slug for slug, kind in types.items() if kind.asks_by_telephone])
def test_what_asks_has_words_of_its_own_for_the_telephone(slug, language):
    source = get_template(f"notifications/{slug}/voice.{language}.txt").template.source
    assert ("group" in source, ".local_start" in source or ".local_end" in source) == (False, True)
