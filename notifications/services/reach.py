"""By which ways somebody is reached just now, without anybody at the centre having to call."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from notifications import gateways
from people.models import ContactPoint, Person, StoppedNumber
from people.models.contact import ContactKind, Way
from people.services import numbers


def open_ways() -> frozenset[Way]:
    """The ways that carry something just now."""
    return frozenset(Way) if gateways.carries() else frozenset({Way.EMAIL})


def is_reached(point: ContactPoint, stopped: Collection[str], *, at_once: bool = False) -> bool:
    """Whether a message reaches this address or number; `stopped` are numbers that get no texts.

    `at_once`: whether it does within the day. An e-mail is read some time.
    """
    if point.refused_at or point.way not in open_ways() or (at_once and point.way == Way.EMAIL):
        return False
    return point.way != Way.TEXT or point.value not in stopped


def is_rung(point: ContactPoint) -> bool:
    """Whether a telephone rings there, for a message whose person agreed to be called."""
    return point.kind != ContactKind.EMAIL and not point.refused_at and Way.VOICE in open_ways()


def reaches(person: Person) -> bool:
    """Whether any of a person's addresses and numbers does. Two queries."""
    points = list(person.contact_points.all())
    stopped = numbers.stopped(point.value for point in points)
    return any(is_reached(point, stopped) for point in points)


def anything_reaches(*, at_once: bool = False) -> Exists:
    """The same of the person of a row with `person`, for any of their addresses and numbers."""
    ways = Q(pk=None) if at_once else Q(kind=ContactKind.EMAIL)
    if Way.TEXT in open_ways():
        texts = Q(kind=ContactKind.MOBILE) & ~Exists(StoppedNumber.objects.filter(number=OuterRef("value")))
        ways = ways | Q(calls_ok=True) | Q(texts)
    return Exists(ContactPoint.objects.filter(ways, person=OuterRef("person"), refused_at=None))
