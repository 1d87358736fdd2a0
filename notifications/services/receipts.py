"""What a provider reports of a message that it took."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from core import clock
from core.actors import SYSTEM
from notifications.gateways import twilio
from notifications.models import Delivery, DeliveryStatus, LineCall, OutboxMessage, Outcome
from people.models.contact import Way
from people.services import contacts, numbers

ARRIVED = {"delivered", "read", "completed"}
FAILED = {"undelivered", "failed", "busy", "no-answer", "canceled"}
OPEN = [DeliveryStatus.HANDED, DeliveryStatus.ACCEPTED]


@transaction.atomic
def note(*, delivery_id: int, provider_id: str, status: str, error: str = "", now: datetime | None = None) -> None:
    """Write down what became of a try. Reports come twice and in any order: the first that ends it holds.

    A report is also the proof that the provider has it, where nobody lived to write that down. What did not arrive
    goes out by the person's next way.
    """
    delivery = _spoken_of(delivery_id, provider_id)
    if delivery is None or delivery.status not in OPEN:
        return
    delivery.provider_id = provider_id
    delivery.status = DeliveryStatus.ACCEPTED
    if _has_arrived(delivery, status):
        delivery.status = DeliveryStatus.DELIVERED
    elif status in FAILED or status in ARRIVED:
        delivery.status, delivery.error = DeliveryStatus.FAILED, error[:10]
        _failed(delivery, int(delivery.error) if delivery.error.isdecimal() else 0, now or clock.now())
    delivery.save(update_fields=["provider_id", "status", "error"])


def _spoken_of(delivery_id: int, provider_id: str) -> Delivery | None:
    """The try, locked: the one that has the provider's id, and else the one that was reported. Of two that look alike
    each may have got the other's id (`carrying.look_up`)."""
    either = Q(provider_id=provider_id) | Q(pk=delivery_id, provider_id=None)
    found = Delivery.objects.select_for_update(of=("self",)).filter(either).select_related("point", "message")
    return found.order_by(F("provider_id").asc(nulls_last=True)).first()


def _has_arrived(delivery: Delivery, status: str) -> bool:
    """A call has, once somebody pressed a key to hear the message: a machine or a child may have picked up."""
    if delivery.way != Way.VOICE:
        return status in ARRIVED
    heard = LineCall.objects.filter(provider_id=delivery.provider_id, person__isnull=False)
    return status in ARRIVED and heard.exists()


def _failed(delivery: Delivery, error: int, now: datetime) -> None:
    """Flag what the report says of the number, and let the message go on."""
    if delivery.point and twilio.says_stop(error):
        numbers.stop(delivery.point.value, by=SYSTEM, now=now)
    elif delivery.point and twilio.says_nobodys(error) and delivery.way == Way.TEXT:
        contacts.refuse(delivery.point, now=now)
    sent = OutboxMessage.objects.filter(pk=delivery.message_id, outcome=Outcome.SENT, settled_at=None)
    sent.filter(round=delivery.round).update(outcome="", due_at=now, lease_until=None, tries=0)
