"""Texts through the provider's real client, over real HTTP, to a stand-in that can be made to fail."""

from datetime import time, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from activities.services import bookings, sessions
from core.actors import SYSTEM, Channel
from notifications.models import Delivery, DeliveryStatus, OutboxMessage, Outcome, Preferences
from notifications.services import calls
from people.models import StoppedNumber
from people.services import contacts, persons
from tests.factories.activities import ActivityFactory, SessionFactory

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER, EMAIL = "+15195550142", "ana@example.org"


@pytest.fixture
def ana(centre):
    """Reads texts at any hour, else e-mails."""
    person = persons.register(name="Ana", centre=centre, contact=NUMBER, contact_kind="mobile", by=SYSTEM)
    contacts.add(person=person, value=EMAIL, by=SYSTEM)
    Preferences.objects.create(person=person, quiet_from=time(0), quiet_until=time(0))
    return person


def placed(centre, person, **group):
    day = timezone.localdate() + timedelta(days=3)
    session = SessionFactory(activity=ActivityFactory(centre=centre, start_date=day, **group), day=day)
    return bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM)


def fate():
    message = OutboxMessage.objects.order_by("pk").last()
    return message.outcome, message.way


def statuses():
    return [(one.status, one.error) for one in Delivery.objects.order_by("pk")]


def test_text_goes_out_once_and_its_arrival_is_noted(network, centre, ana, deliver):
    placed(centre, ana, title_en="Card Night")
    assert (deliver(), deliver()) == (1, 0)
    [text] = network.handset.thread(NUMBER)
    assert text.body.startswith("You have a place: Card Night, ")
    assert fate() == (Outcome.SENT, "text")
    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.provider_id) == (DeliveryStatus.DELIVERED, text.sid)
    assert mail.outbox == []


def test_sensitive_group_is_not_named(network, centre, ana, deliver):
    placed(centre, ana, title_en="Grief Circle", title_fr="Cercle de deuil", sensitive=True)
    deliver()
    assert "rief" not in network.handset.thread(NUMBER)[0].body


def test_text_whose_answer_was_dropped_is_found_in_the_providers_log(network, centre, ana, deliver):
    placed(centre, ana)
    network.faults.set(drop_share=1.0, reports_lost=True)
    deliver()
    assert fate() == ("", "")
    assert statuses() == [(DeliveryStatus.HANDED, "")]
    network.faults.clear()
    deliver(minutes=2)
    assert fate() == (Outcome.SENT, "text")
    assert len(network.log()) == 1


def test_report_alone_proves_that_the_provider_has_it(network, centre, ana, deliver):
    placed(centre, ana)
    network.faults.set(drop_share=1.0)
    deliver()
    assert statuses() == [(DeliveryStatus.DELIVERED, "")]
    deliver(minutes=2)
    assert (fate(), len(network.log())) == ((Outcome.SENT, "text"), 1)


def test_while_the_log_cannot_be_read_nothing_is_sent_again(network, centre, ana, deliver):
    placed(centre, ana)
    network.faults.set(drop_share=1.0, reports_lost=True)
    deliver()
    network.faults.set(drop_share=0.0, fail_share=1.0, fail_status=503)
    deliver(minutes=2)
    assert (fate(), len(network.log())) == (("", ""), 1)
    network.faults.clear()
    deliver(minutes=10)
    assert (fate(), len(network.log())) == ((Outcome.SENT, "text"), 1)


def test_text_that_never_arrived_is_sent_again(network, centre, ana, deliver):
    placed(centre, ana)
    network.faults.set(fail_share=1.0, fail_status=503)
    deliver()
    assert statuses() == [(DeliveryStatus.HANDED, "")]
    network.faults.clear()
    deliver(minutes=2)
    assert [status for status, _error in statuses()] == [DeliveryStatus.LOST, DeliveryStatus.DELIVERED]
    assert (fate(), len(network.log())) == ((Outcome.SENT, "text"), 1)


def test_provider_that_is_busy_is_given_a_pause(network, centre, ana, deliver):
    placed(centre, ana)
    network.faults.set(fail_share=1.0, fail_status=429, fail_code=20429)
    deliver()
    message = OutboxMessage.objects.get()
    assert (message.outcome, message.tries) == ("", 0)
    network.faults.clear()
    assert (deliver(), deliver(seconds=10)) == (0, 1)
    assert fate() == (Outcome.SENT, "text")


def test_number_that_takes_no_texts_is_flagged_and_the_next_way_is_taken(network, centre, ana, deliver):
    network.carrier.treat(NUMBER, refuse=21614)
    placed(centre, ana)
    deliver()
    assert ana.contact_points.get(value=NUMBER).refused_at is not None
    assert ([letter.to for letter in mail.outbox], fate()) == ([[EMAIL]], (Outcome.SENT, "email"))


def test_report_of_a_dead_number_sends_it_by_the_next_way(network, centre, ana, deliver):
    network.carrier.treat(NUMBER, fail=30005)
    placed(centre, ana)
    deliver()
    assert ana.contact_points.get(value=NUMBER).refused_at is not None
    assert fate() == ("", "text")
    deliver(seconds=1)
    assert ([letter.to for letter in mail.outbox], fate()) == ([[EMAIL]], (Outcome.SENT, "email"))


def test_report_that_comes_twice_is_noted_once(network, centre, ana, deliver):
    network.faults.set(double_webhooks=True)
    network.carrier.treat(NUMBER, fail=30003)
    placed(centre, ana)
    deliver()
    deliver(seconds=1)
    assert statuses() == [(DeliveryStatus.FAILED, "30003"), (DeliveryStatus.ACCEPTED, "")]
    assert ana.contact_points.get(value=NUMBER).refused_at is None
    assert len(mail.outbox) == 1


def test_where_no_way_is_left_staff_are_told_to_call(network, centre, deliver):
    person = persons.register(name="Bo", centre=centre, contact=NUMBER, contact_kind="mobile", by=SYSTEM)
    Preferences.objects.create(person=person, quiet_from=time(0), quiet_until=time(0))
    booking = placed(centre, person)
    network.carrier.treat(NUMBER, refuse=21614)
    sessions.cancel(booking.session, by=SYSTEM)
    deliver()
    assert [call.message.type for call in calls.to_make(centre.pk, by=SYSTEM)] == ["session-cancelled"]


@pytest.mark.parametrize("word", ["STOP", "ARRÊT"])
def test_after_stop_a_sign_up_on_the_web_sends_no_text(network, centre, ana, deliver, word):
    network.handset.text(NUMBER, centre.line_number, word)
    before = len(network.handset.thread(NUMBER))
    somebody_else = persons.register(name="Cy", centre=centre, contact=NUMBER, contact_kind="mobile", by=SYSTEM)
    placed(centre, somebody_else)
    placed(centre, ana)
    deliver()
    assert len(network.handset.thread(NUMBER)) == before
    assert [letter.to for letter in mail.outbox] == [[EMAIL]]
    assert sorted(OutboxMessage.objects.values_list("outcome", flat=True)) == [Outcome.SENT, Outcome.UNREACHABLE]


def test_stop_that_only_the_carrier_heard_is_learnt_from_its_refusal(network, centre, ana, deliver):
    network.account.sms_url = ""
    network.handset.text(NUMBER, centre.line_number, "STOP")
    placed(centre, ana)
    deliver()
    assert StoppedNumber.objects.get().number == NUMBER
    assert [letter.to for letter in mail.outbox] == [[EMAIL]]


def test_digit_answers_what_the_text_asked(network, centre, ana, deliver):
    taken = placed(centre, persons.register(name="Bo", centre=centre, by=SYSTEM), capacity=1)
    session = taken.session
    session.capacity = 1
    session.save()
    waits = bookings.book(session=session, person=ana, channel=Channel.DESK, by=SYSTEM)
    bookings.cancel(taken, by=SYSTEM)
    deliver()
    assert network.handset.thread(NUMBER)[-1].body.endswith("Answer 1 to take the place, 2 to let it pass.")
    [answer] = network.handset.text(NUMBER, centre.line_number, "1")
    assert answer.startswith("You have a place: ")
    waits.refresh_from_db()
    assert waits.state == "confirmed"
