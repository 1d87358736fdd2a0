"""Ways to reach a person: adding, confirming, arranging, removing."""

from collections.abc import Collection, Sequence
from datetime import datetime

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import transaction
from django.utils import timezone

from core import audit, phones
from core.actors import SYSTEM, Actor
from core.errors import DomainError
from core.policies import require
from people.models import ContactPoint, Person
from people.models.contact import ContactKind
from people.services import search

MOST_LETTERS = ContactPoint._meta.get_field("value").max_length


def read(value: str, kind: ContactKind | None = None) -> tuple[ContactKind, str]:
    """What was typed, as kind and stored value: an e-mail address in lower case, or a number as E.164.

    A number that could be either counts as a landline until somebody says that it takes texts: a call reaches both,
    a text to a landline is lost. Raises `DomainError`.
    """
    text = value.strip()
    if kind == ContactKind.EMAIL or (kind is None and "@" in text):
        stored = text.lower()  # may be longer than what was typed
        try:
            validate_email(stored)
            MaxLengthValidator(MOST_LETTERS)(stored)
        except ValidationError as error:
            raise DomainError("not_an_email") from error
        return ContactKind.EMAIL, stored
    try:
        number = phones.to_e164(text)
    except phones.NotAPhone as error:
        raise DomainError("not_a_phone") from error
    return kind or _kind_of(number), number


def _kind_of(number: str) -> ContactKind:
    is_mobile = phonenumbers.number_type(phonenumbers.parse(number)) == phonenumbers.PhoneNumberType.MOBILE
    return ContactKind.MOBILE if is_mobile else ContactKind.LANDLINE


def kind_of_number(number: str) -> ContactKind:
    """What a number (E.164) is: a landline, unless somebody said of it that it takes texts. One query."""
    if ContactPoint.objects.filter(value=number, kind=ContactKind.MOBILE).exists():
        return ContactKind.MOBILE
    return _kind_of(number)


def first_number(person: Person) -> ContactPoint | None:
    """The number at which they like best to be called. One query."""
    return person.contact_points.exclude(kind=ContactKind.EMAIL).first()


def newest_of(person: Person) -> ContactPoint | None:
    """The way to reach them that was added last. One query."""
    return person.contact_points.order_by("-pk").first()


def made_of(value: str, kind: ContactKind | None = None, *, voicemail_ok: bool = False) -> ContactPoint:
    """A contact point of what was typed, not stored and nobody's yet. Raises `DomainError`."""
    kind, stored = read(value, kind)
    return ContactPoint(kind=kind, value=stored, voicemail_ok=voicemail_ok and kind != ContactKind.EMAIL)


def create(
    *, person: Person, value: str, kind: ContactKind | None = None, position: int = 0, voicemail_ok: bool = False
) -> ContactPoint:
    """Write the row, without asking or recording: for services that have done both."""
    kind, stored = read(value, kind)
    point, _created = ContactPoint.objects.get_or_create(
        person=person,
        value=stored,
        defaults={"kind": kind, "position": position, "voicemail_ok": voicemail_ok and kind != ContactKind.EMAIL},
    )
    search.index(person)
    return point


@transaction.atomic
def add(
    *, person: Person, value: str, by: Actor, kind: ContactKind | None = None, voicemail_ok: bool = False
) -> ContactPoint:
    """One more way to reach a person, liked least; the same again answers with the one there is.

    Raises `Forbidden`, `DomainError`.
    """
    require(by, "people.change", person)
    last = person.contact_points.order_by("-position").values_list("position", flat=True).first()
    position = 0 if last is None else last + 1
    point = create(person=person, value=value, kind=kind, position=position, voicemail_ok=voicemail_ok)
    audit.record("contact_point.added", by=by, subject=point, person_id=person.pk, kind=point.kind)
    return point


@transaction.atomic
def verify(point: ContactPoint, *, by: Actor, now: datetime | None = None) -> ContactPoint:
    """Note that the person was reached there. Raises `Forbidden`."""
    require(by, "people.change", point.person)
    point.verified_at, point.refused_at = now or timezone.now(), None
    point.save(update_fields=["verified_at", "refused_at"])
    audit.record("contact_point.verified", by=by, subject=point, person_id=point.person_id, kind=point.kind)
    return point


def read_at(person: Person, value: str, *, by: Actor) -> None:
    """Note that the person reads what is sent to this number or address, unless that is known. Raises `Forbidden`."""
    for point in person.contact_points.filter(value=value, verified_at=None):
        verify(point, by=by)


@transaction.atomic
def refuse(point: ContactPoint, *, now: datetime) -> ContactPoint:
    """Note that a provider says nobody has this: nothing more is sent there until it is confirmed."""
    point.refused_at = now
    point.save(update_fields=["refused_at"])
    audit.record("contact_point.refused", by=SYSTEM, subject=point, person_id=point.person_id, kind=point.kind)
    return point


@transaction.atomic
def arrange(person: Person, *, order: Sequence[int], calls_ok: Collection[int], by: Actor) -> list[ContactPoint]:
    """Their addresses and numbers in the order in which they like them, and which numbers the automatic line may call.

    What `order` does not name (it was added meanwhile) comes last; what is gone is passed over. Raises `Forbidden`.
    """
    require(by, "people.change", person)
    before = list(person.contact_points.select_for_update())
    rank = {pk: place for place, pk in enumerate(order)}
    after = sorted(before, key=lambda point: rank.get(point.pk, len(rank)))
    for position, point in enumerate(after):
        point.position = position
        let_call(point, ok=point.kind != ContactKind.EMAIL and point.pk in calls_ok, by=by)
    ContactPoint.objects.bulk_update(after, ["position"])
    if after != before:
        audit.record("contact_point.ordered", by=by, subject=person, person_id=person.pk)
    return after


@transaction.atomic
def let_call(point: ContactPoint, *, ok: bool, by: Actor) -> ContactPoint:
    """Whether the automatic line may call this number. Raises `Forbidden`."""
    require(by, "people.change", point.person)
    if point.calls_ok != ok:
        point.calls_ok = ok
        point.save(update_fields=["calls_ok"])
        audit.record(
            "contact_point.calls_decided", by=by, subject=point, person_id=point.person_id, kind=point.kind, ok=ok
        )
    return point


@transaction.atomic
def remove(point: ContactPoint, *, by: Actor) -> Person:
    """Forget an address or a number; returns the person. Raises `Forbidden`."""
    require(by, "people.change", point.person)
    audit.record("contact_point.removed", by=by, subject=point, person_id=point.person_id, kind=point.kind)
    person = point.person
    point.delete()
    search.index(person)
    return person
