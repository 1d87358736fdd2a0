"""A message that staff have sent again: owed anew, and never against what is true or wanted."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from activities.services import bookings
from core.actors import PUBLIC, SYSTEM, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from notifications.models import Delivery, DeliveryStatus, OutboxMessage, Outcome, Preferences
from notifications.services import calls, delivery, receipts, resending
from people.models import ContactPoint
from people.models.consent import Purpose
from people.services import consents, numbers
from tests.factories.centres import CentreFactory
from tests.factories.people import staff_actor
from tests.notifications.test_delivery import deliver, known, placed

pytestmark = pytest.mark.django_db
MOBILE = {"contact": "519-555-0134", "contact_kind": "mobile"}


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture(autouse=True)
def _by_day(time_machine):
    """No quiet hours, at whatever hour the tests run."""
    time_machine.move_to(timezone.localtime().replace(hour=12))


def sent(centre, **contact):
    """A message that went out, and somebody at its centre."""
    placed(centre, known(centre, **contact))
    deliver()
    return OutboxMessage.objects.get(), staff_actor(centre=centre)


def refusal(message, by):
    with pytest.raises(DomainError) as refused:
        resending.resend(message, by=by)
    return refused.value.code


def test_letter_that_was_sent_goes_out_again_under_another_name(centre):
    message, by = sent(centre)
    owed = resending.resend(message, by=by)
    assert (owed.outcome, owed.tries, owed.way, owed.sent_at) == ("", 0, "", None)
    assert (deliver(), deliver()) == (1, 0)
    first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert first != second
    event = AuditEvent.about(message.person_id).get(action="message.resent")
    assert (event.subject_id, event.detail) == (message.pk, {"type": "place-confirmed"})


def test_text_that_did_not_arrive_is_tried_by_the_same_way_again(centre, texts):
    message, by = sent(centre, **MOBILE)
    tried = Delivery.objects.get()
    receipts.note(delivery_id=tried.pk, provider_id="SM1", status="undelivered", error="30003")
    deliver()
    message.refresh_from_db()
    assert message.outcome == Outcome.UNREACHABLE
    resending.resend(message, by=by)
    deliver()
    message.refresh_from_db()
    assert (len(texts.sent), message.outcome, message.way) == (2, Outcome.SENT, "text")


def test_late_report_of_the_first_try_does_not_send_a_third(centre, texts):
    message, by = sent(centre, **MOBILE)
    resending.resend(message, by=by)
    deliver()
    first = Delivery.objects.order_by("pk")[0]
    receipts.note(delivery_id=first.pk, provider_id="SM1", status="failed")
    assert deliver() == 0
    first.refresh_from_db()
    assert (first.status, len(texts.sent)) == (DeliveryStatus.FAILED, 2)


def test_try_without_an_answer_is_looked_up_before_it_goes_out_again(centre, texts):
    message, by = sent(centre, **MOBILE)
    Delivery.objects.update(status=DeliveryStatus.HANDED, provider_id=None)
    resending.resend(message, by=by)
    deliver()
    message.refresh_from_db()
    assert (len(texts.sent), message.outcome) == (1, Outcome.SENT)


def test_what_was_too_old_goes_out_when_staff_say_so(centre):
    placed(centre, known(centre))
    old = delivery.SEND_FOR + timedelta(hours=1)
    OutboxMessage.objects.update(created_at=timezone.now() - old)
    deliver()
    message = OutboxMessage.objects.get()
    assert message.outcome == Outcome.TOO_OLD
    resending.resend(message, by=staff_actor(centre=centre))
    deliver()
    assert len(mail.outbox) == 1


def test_at_night_a_text_waits_for_the_end_of_the_quiet_hours(centre, texts):
    message, by = sent(centre, **MOBILE)
    now = timezone.now()
    local = now.astimezone(centre.zone)
    ends = (local + timedelta(hours=1)).replace(second=0, microsecond=0)
    Preferences.objects.create(
        person=message.person, quiet_from=(local - timedelta(hours=1)).time(), quiet_until=ends.time()
    )
    assert resending.resend(message, by=by, now=now).due_at == ends


def test_what_is_on_its_way_is_not_sent_twice(centre):
    message, by = sent(centre)
    resending.resend(message, by=by)
    assert refusal(message, by) == "resend_on_its_way"


def test_what_is_no_longer_true_is_not_sent_again(centre):
    booking = placed(centre, known(centre))
    deliver()
    message = OutboxMessage.objects.get()
    bookings.cancel(booking, by=SYSTEM, quiet=True)
    assert refusal(message, staff_actor(centre=centre)) == "resend_not_true"
    message.refresh_from_db()
    assert (message.outcome, message.round) == (Outcome.SENT, 0)


def test_what_was_said_on_the_telephone_is_not_sent_again(centre):
    message, by = sent(centre)
    calls.note(person=message.person, message=message, result="reached", by=by)
    assert refusal(message, by) == "resend_said"


def test_stop_holds_against_staff(centre, texts):
    message, by = sent(centre, **MOBILE)
    numbers.stop("+15195550134", by=SYSTEM)
    assert refusal(message, by) == "resend_stopped"
    deliver()
    assert len(texts.sent) == 1


def test_number_that_the_carrier_refused_is_not_tried_again(centre, texts):
    message, by = sent(centre, **MOBILE)
    ContactPoint.objects.update(refused_at=timezone.now())
    assert refusal(message, by) == "resend_unreachable"


@pytest.mark.parametrize("how", ["places", "everything"])
def test_whoever_wants_no_messages_gets_none_again(centre, how):
    message, by = sent(centre)
    if how == "places":
        consents.withdraw(person=message.person, purpose=Purpose.OWN_PLACES, by=SYSTEM)
    else:
        Preferences.objects.create(person=message.person, do_not_contact=True)
    assert refusal(message, by) == "resend_not_wanted"


def test_only_staff_of_its_centre_have_it_sent_again(centre):
    message, _by = sent(centre)
    elsewhere = staff_actor()
    message.person.centres.add(elsewhere.centre_id)
    for actor in (PUBLIC, person_actor(message.person_id), staff_actor(), elsewhere):
        with pytest.raises(Forbidden):
            resending.resend(message, by=actor)
    assert OutboxMessage.objects.get().round == 0
