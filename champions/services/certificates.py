"""Certificates of volunteer hours, and how others find out whether one is true."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Max, Min

from champions.models import Certificate, Champion, Hours, Kind
from champions.models.hours import HoursQuerySet
from champions.models.thanks import as_stored
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require

# How a source begins, and what kind of work it stands for; whatever else is other help.
KIND_OF_SOURCE = {"session:": Kind.GROUPS, "visit:": Kind.VISITS}


@transaction.atomic
def issue(
    champion: Champion,
    *,
    first: date | None,
    last: date | None,
    kinds: Collection[str],
    language: str,
    today: date,
    by: Actor,
) -> Certificate:
    """A paper for what was counted from `first` to `last`; where one is None, from the beginning, or until the end.

    Raises `Forbidden`, `DomainError`.
    """
    require(by, "champions.print", champion)
    if champion.person.erased_at:
        raise DomainError("already_erased")
    rows = _between(champion, first, last)
    found = rows.aggregate(first=Min("day"), last=Max("day"))
    minutes = rows.minutes()
    if minutes < 60:
        raise DomainError("certificate_no_hours")
    made = Certificate.objects.create(
        champion=champion,
        name=champion.person.name,
        first_day=first or found["first"],
        last_day=last or found["last"],
        minutes=minutes,
        kinds=[kind.value for kind in Kind if kind in kinds],
        language=language,
        issued_on=today,
        issued_by_id=None if by.person_id == champion.person_id else by.user_id,
    )
    audit.record("certificate.issued", by=by, subject=made, person_id=champion.person_id)
    return made


def kinds_of(champion: Champion) -> list[str]:
    """What the hours were, as far as their sources tell. One query."""
    sources = Hours.objects.counted().filter(champion=champion).values_list("source", flat=True)
    found = {
        next((kind for start, kind in KIND_OF_SOURCE.items() if source.startswith(start)), Kind.OTHER)
        for source in sources
    }
    return [kind.value for kind in Kind if kind in found]


@transaction.atomic
def revoke(certificate: Certificate, *, by: Actor) -> Certificate:
    """From now on whoever asks hears that no such paper is known. Twice does no harm. Raises `Forbidden`."""
    require(by, "champions.print", certificate.champion)
    if certificate.revoked_at is None:
        certificate.revoked_at = clock.now()
        certificate.save(update_fields=["revoked_at"])
        audit.record("certificate.revoked", by=by, subject=certificate, person_id=certificate.champion.person_id)
    return certificate


def check(text: str, *, by: Actor) -> Certificate | None:
    """The paper with this code, if it still stands; the champion can see that somebody asked."""
    rows = Certificate.objects.standing().filter(code=as_stored(text), champion__person__erased_at=None)
    found: Certificate | None = rows.select_related("champion__centre").first()
    if found is not None:
        audit.record("certificate.checked", by=by, subject=found, person_id=found.champion.person_id)
    return found


def _between(champion: Champion, first: date | None, last: date | None) -> HoursQuerySet:
    rows: HoursQuerySet = Hours.objects.counted().filter(champion=champion, minutes__gt=0)
    if first:
        rows = rows.filter(day__gte=first)
    return rows.filter(day__lte=last) if last else rows
