"""What a person agrees to. Each statement is a row; the newest of a purpose is in force."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core import audit, rows
from core.actors import Actor
from core.policies import require
from core.transactions import part
from people import signals, wordings
from people.models import Consent, Person
from people.models.consent import Purpose


@part()
def give(
    *, person: Person, purpose: Purpose, by: Actor, wording: str = wordings.CURRENT, now: datetime | None = None
) -> Consent:
    """Record that the person agrees, in which words (of `people.wordings`), by which way (`by.channel`), and who wrote
    it down."""
    return _record(person, purpose, True, wording, by, now)


@transaction.atomic
def withdraw(
    *, person: Person, purpose: Purpose, by: Actor, wording: str = wordings.CURRENT, now: datetime | None = None
) -> Consent:
    """Record that the person no longer agrees. A remark in passing is enough: no form is asked for."""
    signals.send_later(signals.consent_withdrawn, Consent, person_id=person.pk, purpose=str(purpose))
    return _record(person, purpose, False, wording, by, now)


def stands(person: Person, purpose: Purpose) -> bool:
    """Whether the person's newest word on this purpose is yes. Silence is no. One query."""
    newest = person.consents.filter(purpose=purpose).order_by("-at", "-pk").values_list("given", flat=True).first()
    return bool(newest)


def who_agree(person_ids: Collection[int], purpose: Purpose) -> set[int]:
    """Which of these people agree to this just now: `stands` for many at once. One query."""
    newest: dict[int, bool] = {}
    said = Consent.objects.filter(person__in=person_ids, purpose=purpose).order_by("-at", "-pk")
    for person_id, given in said.values_list("person_id", "given"):
        newest.setdefault(person_id, given)
    return {person_id for person_id, given in newest.items() if given}


def newest(people: Collection[Person]) -> list[tuple[int, str, datetime]]:
    """Of each of these people and purposes: when they last said something about it. One query."""
    said = Consent.objects.filter(person__in=people).order_by().values("person", "purpose")
    return list(said.annotate(last=Max("at")).values_list("person", "purpose", "last"))


def standing(*records: Person) -> list[tuple[Purpose, Consent | None]]:
    """Every purpose with the newest statement on it, if there is one; of whom there may be several records.

    One query.
    """
    newest: dict[str, Consent] = {}
    for consent in Consent.objects.filter(person__in=records).order_by("-at", "-pk"):
        newest.setdefault(consent.purpose, consent)
    return [(purpose, newest.get(purpose)) for purpose in Purpose]


def agreed(person: Person) -> list[str]:
    """The purposes that the person agrees to just now. One query."""
    return [str(purpose) for purpose, consent in standing(person) if consent and consent.given]


def history(person: Person) -> list[Consent]:
    """Every statement, the newest first. One query."""
    return list(person.consents.order_by("-at", "-pk"))


@transaction.atomic
def end(*, person: Person, purpose: Purpose, by: Actor) -> Consent | None:
    """The person agrees no longer, from now on; nothing where they do not agree. Raises `Forbidden`."""
    require(by, "people.change", person)
    return withdraw(person=person, purpose=purpose, by=by) if stands(person, purpose) else None


@transaction.atomic
def agree_to(*, person: Person, purposes: Collection[str], by: Actor) -> list[Consent]:
    """Record what changed so that the person agrees to exactly these purposes; returns the new statements."""
    before = agreed(person)
    changed = [purpose for purpose in Purpose if (purpose in purposes) != (purpose in before)]
    return [(give if purpose in purposes else withdraw)(person=person, purpose=purpose, by=by) for purpose in changed]


def _record(person: Person, purpose: Purpose, given: bool, wording: str, by: Actor, now: datetime | None) -> Consent:
    is_self = by.person_id == person.pk
    consent = Consent(
        person=person,
        purpose=purpose,
        given=given,
        wording=wording,
        channel=by.channel,
        recorded_by_user_id=None if is_self else by.user_id,
        at=now or timezone.now(),
    )
    rows.insert(consent)
    verb = "given" if given else "withdrawn"
    audit.record(f"consent.{verb}", by=by, subject=consent, person_id=person.pk, purpose=str(purpose))
    return consent
