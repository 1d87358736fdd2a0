"""Handing one message over by one way, and finding it again in the provider's log."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from notifications.gateways import NotNow, gateway, words_hash
from notifications.models import Delivery, DeliveryStatus
from notifications.services import letters
from notifications.services.routing import Route
from people.models import ContactPoint
from people.models.contact import ContactKind, Way
from people.services import codes
from people.services.codes import Letter


@dataclass(frozen=True)
class Parcel:
    """A message as it is carried, and the try that is about to be made."""

    letter: Letter
    delivery: Delivery
    point: ContactPoint


def pack(route: Route, now: datetime) -> Parcel:
    """What is carried by a route to a `point`; the delivery is not stored yet."""
    message, words, point, way = route.message, route.words, route.point, route.way
    if words is None or point is None or way is None:
        raise ValueError("this route goes nowhere")
    letter = letters.written((message, words), point)
    found_by = words_hash(letter.text) if way == Way.TEXT else ""
    delivery = Delivery(message=message, point=point, way=way, words_hash=found_by, at=now, round=message.round)
    return Parcel(letter, delivery, point)


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


def look_up(delivery: Delivery, *, now: datetime) -> None:
    """Decide about a try without an answer, and write it down: the provider has it, or never got it.

    Of several tries that look alike each gets one of what the log has; whoever reads them sees no difference. Raises
    `NotNow` while another worker is about to hand over the same, and whatever the gateway raises where the log cannot
    be read. Where the address or the number was removed meanwhile, nothing more goes there in any case.
    """
    point = delivery.point
    found = _alike(delivery, point.value) if point and has_log(delivery.way) else []
    # Asked after the log, and in this order: whose message was in it has a row by now, first HANDED, then with its id.
    if found and point and _in_other_hands(delivery, point.value, now):
        raise NotNow("somebody else is sending the same")
    taken = set(Delivery.objects.filter(provider_id__in=found).values_list("provider_id", flat=True))
    provider_id = next((one for one in found if one not in taken), None)
    status = DeliveryStatus.ACCEPTED if provider_id else DeliveryStatus.LOST
    Delivery.objects.filter(pk=delivery.pk, status=DeliveryStatus.HANDED).update(
        provider_id=provider_id, status=status
    )
    delivery.refresh_from_db(fields=["provider_id", "status", "error"])  # where a report came first, it holds


def _alike(delivery: Delivery, to: str) -> list[str]:
    """The provider's ids of what may be this one, oldest first."""
    since = delivery.at
    if delivery.way == Way.VOICE:
        return list(gateway().calls_to(to, since=since))
    texts = gateway().texts_to(to, since=since)
    return [provider_id for provider_id, words in texts if words_hash(words) == delivery.words_hash]


def _in_other_hands(delivery: Delivery, to: str, now: datetime) -> bool:
    """Whether a worker that may be alive has a try that looks like this one."""
    alike = Delivery.objects.filter(
        status=DeliveryStatus.HANDED,
        way=delivery.way,
        words_hash=delivery.words_hash,
        point__value=to,
        message__lease_until__gt=now,
    )
    return alike.exclude(message__lease_until=delivery.message.lease_until).exists()
