"""Handing one message over by one way, and finding it again in the provider's log."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from notifications.gateways import gateway, words_hash
from notifications.models import Delivery, DeliveryStatus
from notifications.services import letters
from notifications.services.routing import Route
from people.models.contact import ContactKind, Way
from people.services import codes
from people.services.codes import Letter


@dataclass(frozen=True)
class Parcel:
    """A message as it is carried, and the try that is about to be made."""

    letter: Letter
    delivery: Delivery


def pack(route: Route, now: datetime) -> Parcel:
    """What is carried by a route to a `point`; the delivery is not stored yet."""
    point = route.point
    letter = letters.written((route.message, route.words), point)
    found_by = words_hash(letter.text) if point.way == Way.TEXT else ""
    delivery = Delivery(message=route.message, point=point, way=point.way, words_hash=found_by, at=now)
    return Parcel(letter, delivery)


def has_log(way: str) -> bool:
    """Whether the provider of this way can be asked what it took. A mail server cannot."""
    return way != Way.EMAIL


def carry(parcel: Parcel) -> str:
    """Hand it over; returns the provider's id, where it has one. Raises as `Gateway` says."""
    letter, delivery = parcel.letter, parcel.delivery
    centre = delivery.message.centre
    if delivery.way == Way.EMAIL:
        codes.ways[ContactKind.EMAIL].carry(letter)
        return ""
    line = {
        "to": letter.to,
        "sender": centre.line_number if centre else "",
        "report_to": f"{settings.PUBLIC_BASE_URL}{reverse('phone:status')}?delivery={delivery.pk}",
    }
    if delivery.way == Way.TEXT:
        return gateway().send_text(words=letter.text, **line)
    script = settings.PUBLIC_BASE_URL + reverse("phone:voice_message", args=[delivery.pk])
    return gateway().ring(script=script, **line)


def call_about(pk: int) -> Delivery | None:
    """A try by telephone, with its message, person, centre and number. One query."""
    rows = Delivery.objects.filter(pk=pk, way=Way.VOICE, message__person__erased_at=None)
    return rows.select_related("message__person", "message__centre", "point").first()


def look_up(delivery: Delivery) -> None:
    """Decide about a try without an answer: the provider has it, or never got it. Raises where it cannot be asked.

    Among several that look alike, one that belongs to another try is not taken for this one. Where the address or the
    number was removed meanwhile, nothing more goes there in any case.
    """
    found = _alike(delivery) if has_log(delivery.way) and delivery.point else []
    taken = set(Delivery.objects.filter(provider_id__in=found).values_list("provider_id", flat=True))
    delivery.provider_id = next((one for one in found if one not in taken), None)
    delivery.status = DeliveryStatus.ACCEPTED if delivery.provider_id else DeliveryStatus.LOST


def _alike(delivery: Delivery) -> list[str]:
    """The provider's ids of what may be this one, oldest first."""
    to, since = delivery.point.value, delivery.at
    if delivery.way == Way.VOICE:
        return list(gateway().calls_to(to, since=since))
    texts = gateway().texts_to(to, since=since)
    return [provider_id for provider_id, words in texts if words_hash(words) == delivery.words_hash]
