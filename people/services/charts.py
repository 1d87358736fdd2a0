"""Chart numbers: under which a centre's medical record system knows its clients."""

from collections.abc import Collection

from django.db import transaction

from centres.models import Centre
from core import audit
from core.actors import Actor
from core.errors import DomainError
from people.models import ChartNumber, Person


def cleaned(number: str) -> str:
    """As it is stored: "b 1234" and "B1234" are one."""
    return "".join(number.upper().split())[:30]


@transaction.atomic
def set_number(person: Person, *, centre: Centre, number: str, by: Actor) -> None:
    """Write down, change or, with an empty one, remove a person's chart number at a centre.

    Whoever calls has checked that the actor may. Raises `DomainError("chart_number_taken")` where
    somebody else has it.
    """
    wanted = cleaned(number)
    mine = ChartNumber.objects.filter(person=person, centre=centre)
    if (mine.values_list("number", flat=True).first() or "") == wanted:
        return
    if not wanted:
        mine.delete()
    elif ChartNumber.objects.filter(centre=centre, number=wanted).exclude(person=person).exists():
        raise DomainError("chart_number_taken")
    else:
        ChartNumber.objects.update_or_create(person=person, centre=centre, defaults={"number": wanted})
    audit.record("person.changed", by=by, subject=person, person_id=person.pk, fields=["chart_number"])


def of(person_ids: Collection[int], *, centre_id: int | None) -> dict[int, str]:
    """The chart numbers of these people at a centre; of those without one there is none. One query."""
    here = ChartNumber.objects.filter(centre=centre_id, person__in=person_ids)
    return dict(here.values_list("person", "number"))


def find(number: str, *, centre_id: int) -> int | None:
    """The id of the person who has this number at the centre, if it is anybody's. One query."""
    mine = ChartNumber.objects.filter(centre=centre_id, number=cleaned(number), person__merged_into=None)
    return mine.exclude(person__erased_at__isnull=False).values_list("person", flat=True).first()
