"""Numbers from which somebody said STOP: by them alone is decided whether a text may go there."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from core import audit, clock
from core.actors import Actor
from people.models import ContactPoint, StoppedNumber


@transaction.atomic
def stop(number: str, *, by: Actor, now: datetime | None = None) -> None:
    """No more texts to this number (E.164), whoever has it now or later; said twice, it is written down once."""
    _stopped, is_new = StoppedNumber.objects.get_or_create(number=number, defaults={"at": now or clock.now()})
    for point in _points(number) if is_new else []:
        audit.record("contact_point.stopped", by=by, subject=point, person_id=point.person_id)


@transaction.atomic
def resume(number: str, *, by: Actor) -> None:
    """Texts may go there again."""
    gone, _by_model = StoppedNumber.objects.filter(number=number).delete()
    for point in _points(number) if gone else []:
        audit.record("contact_point.resumed", by=by, subject=point, person_id=point.person_id)


def stopped(numbers: Iterable[str]) -> set[str]:
    """Which of these get no texts. One query."""
    return set(since(numbers))


def since(numbers: Iterable[str]) -> dict[str, datetime]:
    """Those of these that get no texts, and since when. One query."""
    return dict(StoppedNumber.objects.filter(number__in=list(numbers)).values_list("number", "at"))


def _points(number: str) -> list[ContactPoint]:
    return list(ContactPoint.objects.filter(value=number))
