"""Where nobody lived to write the provider’s answer down, its log is asked: nothing goes out twice, none is lost."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from activities.services import bookings
from core.actors import SYSTEM, Channel
from notifications.models import Delivery, DeliveryStatus, OutboxMessage, Outcome, Preferences
from notifications.services import carrying, delivery, receipts, routing
from people.models.contact import ContactKind
from people.services import contacts, persons
from scripts import stand_in
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory

pytestmark = pytest.mark.django_db
LINE = "+15195550100"
NUMBER = "+15195550142"


@pytest.fixture
def network(settings):
    """The provider, as far as it can be asked: its reports reach nobody."""
    with stand_in.running(numbers=(LINE,)) as network:
        network.faults.set(reports_lost=True)
        settings.TELEPHONE_GATEWAY = "notifications.gateways.twilio.TwilioGateway"
        settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = (
            network.account.account_sid,
            network.account.auth_token,
        )
        settings.TWILIO_API_BASE = network.base
        yield network


@pytest.fixture
def centre():
    return CentreFactory(line_number=LINE)


@pytest.fixture
def session(centre):
    day = timezone.localdate() + timedelta(days=3)
    return SessionFactory(activity=ActivityFactory(centre=centre, start_date=day), day=day)


def owed(session, name="Ana Silva"):
    """A message to somebody with this number, at any hour."""
    person = persons.register(
        name=name, centre=session.centre, contact=NUMBER, contact_kind=ContactKind.MOBILE, by=SYSTEM
    )
    Preferences.objects.create(person=person, quiet_from=time(0), quiet_until=time(0))
    bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM)
    return OutboxMessage.objects.get(person=person)


def deliver(after=timedelta(0)):
    return delivery.deliver_due(now=timezone.now() + after)


def killed(*, carried, now=None):
    """A worker claims what is due, writes down that it will hand it over, and is killed: before the provider was asked
    or, where it is `carried`, before the answer was written down."""
    now = now or timezone.now()
    batch = delivery._claim(now)
    parcels = [carrying.pack(route, now) for route in routing.plan(batch.messages, now=now)]
    Delivery.objects.bulk_create([parcel.delivery for parcel in parcels])
    return [carrying.carry(parcel) for parcel in parcels] if carried else []


def taken_up():
    return deliver(after=delivery.LEASE + timedelta(seconds=1))


def statuses():
    return list(Delivery.objects.order_by("pk").values_list("status", flat=True))


@pytest.mark.parametrize(
    ("carried", "tries"),
    [(True, [DeliveryStatus.ACCEPTED]), (False, [DeliveryStatus.LOST, DeliveryStatus.ACCEPTED])],
)
def test_message_of_a_killed_worker_is_accepted_once(network, session, carried, tries):
    message = owed(session)
    killed(carried=carried)
    assert taken_up() == 1
    [text] = network.log()
    message.refresh_from_db()
    assert (message.outcome, message.lease_until, statuses()) == (Outcome.SENT, None, tries)
    assert message.deliveries.last().provider_id == text["sid"]


def test_workers_that_died_with_it_do_not_make_a_message_wait_longer(network, session):
    message = owed(session)
    for nth in range(delivery.MOST_TRIES):
        killed(carried=False, now=timezone.now() + nth * (delivery.LEASE + timedelta(seconds=1)))
    OutboxMessage.objects.update(lease_until=timezone.now())
    network.faults.set(drop_next=1)
    deliver(after=timedelta(seconds=1))
    message.refresh_from_db()
    assert message.due_at < timezone.now() + timedelta(seconds=40)
    deliver(after=timedelta(minutes=1))
    assert (len(network.log()), statuses()[-1]) == (1, DeliveryStatus.ACCEPTED)


def test_answer_that_got_lost_is_looked_up(network, session):
    owed(session)
    network.faults.set(drop_next=1)
    deliver()
    assert statuses() == [DeliveryStatus.HANDED]
    deliver(after=timedelta(minutes=1))
    assert (len(network.log()), statuses()) == (1, [DeliveryStatus.ACCEPTED])


def test_nothing_is_sent_again_while_the_log_cannot_be_read(network, session):
    owed(session)
    killed(carried=True)
    network.faults.set(fail_share=1)
    taken_up()
    assert (len(network.log()), statuses()) == (1, [DeliveryStatus.HANDED])
    network.faults.set(fail_share=0)
    deliver(after=timedelta(minutes=5))
    assert (len(network.log()), statuses()) == (1, [DeliveryStatus.ACCEPTED])


def test_same_words_to_one_number_count_as_often_as_they_were_taken(network, session):
    for name in ("Ana Silva", "Rui Silva"):
        owed(session, name)
    first, _second = delivery._claim(timezone.now()).messages
    OutboxMessage.objects.update(lease_until=None)
    OutboxMessage.objects.exclude(pk=first.pk).update(due_at=timezone.now() + timedelta(seconds=30))
    killed(carried=True)
    killed(carried=False, now=timezone.now() + timedelta(seconds=31))
    deliver(after=timedelta(minutes=3))
    sids = [text["sid"] for text in network.log()]
    assert len(sids) == 2
    assert sorted(Delivery.objects.exclude(provider_id=None).values_list("provider_id", flat=True)) == sorted(sids)
    assert sorted(statuses()) == [DeliveryStatus.ACCEPTED, DeliveryStatus.ACCEPTED, DeliveryStatus.LOST]


def test_text_that_another_worker_hands_over_just_now_is_not_taken_for_a_lost_one(network, session):
    first, second = (owed(session, name) for name in ("Ana Silva", "Rui Silva"))
    OutboxMessage.objects.filter(pk=second.pk).update(due_at=timezone.now() + timedelta(seconds=50))
    killed(carried=False)
    OutboxMessage.objects.filter(pk=first.pk).update(due_at=timezone.now() + timedelta(minutes=2))
    [sid] = killed(carried=True, now=timezone.now() + timedelta(seconds=55))  # …and is alive for all we know
    OutboxMessage.objects.filter(pk=first.pk).update(due_at=timezone.now())
    taken_up()
    assert statuses() == [DeliveryStatus.HANDED, DeliveryStatus.HANDED]
    Delivery.objects.filter(message=second).update(provider_id=sid, status=DeliveryStatus.ACCEPTED)
    deliver(after=timedelta(minutes=5))
    assert (len(network.log()), first.deliveries.first().status) == (2, DeliveryStatus.LOST)


@pytest.mark.parametrize(
    ("reported", "outcome", "status"),
    [
        ("delivered", Outcome.SENT, DeliveryStatus.DELIVERED),
        ("undelivered", Outcome.UNREACHABLE, DeliveryStatus.FAILED),  # there is no next way
    ],
)
def test_report_that_is_quicker_than_our_own_note_holds(network, session, monkeypatch, reported, outcome, status):
    message = owed(session)
    carry = carrying.carry

    def carried_and_reported(parcel):
        sid = carry(parcel)
        receipts.note(delivery_id=parcel.delivery.pk, provider_id=sid, status=reported)
        return sid

    monkeypatch.setattr(carrying, "carry", carried_and_reported)
    deliver()
    message.refresh_from_db()
    assert (message.outcome, message.deliveries.get().status, message.lease_until) == (outcome, status, None)


def test_report_that_comes_while_the_log_is_asked_holds(network, session, monkeypatch):
    message = owed(session)
    [sid] = killed(carried=True)
    [held] = message.deliveries.all()

    def asked(*_args):
        receipts.note(delivery_id=held.pk, provider_id=sid, status="delivered")
        return []

    monkeypatch.setattr(carrying, "_alike", asked)
    taken_up()
    assert (len(network.log()), statuses()) == (1, [DeliveryStatus.DELIVERED])


def test_message_that_cannot_be_put_into_words_holds_no_other_up(network, session, monkeypatch):
    broken, whole = (owed(session, name) for name in ("Ana Silva", "Rui Silva"))
    plan = routing.plan

    def fails_for_one(messages, *, now):
        if broken in messages:
            raise ValueError("a template is broken")
        return plan(messages, now=now)

    monkeypatch.setattr(routing, "plan", fails_for_one)
    deliver()
    assert [(row.outcome, row.lease_until) for row in OutboxMessage.objects.order_by("pk")] == [
        ("", None),
        (Outcome.SENT, None),
    ]
    assert OutboxMessage.objects.get(pk=broken.pk).due_at > timezone.now()
    assert whole.deliveries.get().status == DeliveryStatus.ACCEPTED


def test_number_that_was_removed_meanwhile_is_not_asked_for(network, session):
    message = owed(session)
    killed(carried=True)
    contacts.remove(message.person.contact_points.get(), by=SYSTEM)
    taken_up()
    message.refresh_from_db()
    assert (message.outcome, statuses()) == (Outcome.UNREACHABLE, [DeliveryStatus.LOST])


def test_report_of_one_whose_like_got_its_id_is_noted_where_the_id_stands(network, session):
    for name in ("Ana Silva", "Rui Silva"):
        owed(session, name)
    sids = killed(carried=True)
    one, other = Delivery.objects.order_by("pk")
    carrying.look_up(other, now=timezone.now() + delivery.LEASE * 2)
    receipts.note(delivery_id=one.pk, provider_id=sids[0], status="delivered")
    assert statuses() == [DeliveryStatus.HANDED, DeliveryStatus.DELIVERED]
    receipts.note(delivery_id=one.pk, provider_id=sids[0], status="delivered")
    taken_up()
    assert (len(network.log()), statuses()) == (2, [DeliveryStatus.ACCEPTED, DeliveryStatus.DELIVERED])
