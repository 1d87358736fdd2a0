"""Who looked at whom: the audit trail of a centre, for its privacy officers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core import audit
from core.actors import Actor, Channel
from core.models import AuditEvent
from core.policies import require
from people import history
from people.models import Person, User


class Deed(models.TextChoices):
    """What somebody did, roughly: a search asks for sorts, not for codes."""

    LOOKED = "looked", _("Looked at a record")
    LISTED = "listed", _("Saw the name in a list or a search")
    TOOK = "took", _("Printed or took out")
    CHANGED = "changed", _("Changed or did something")


_LOOKED = Q(action__endswith="viewed") | Q(action__endswith=".seen")
_LISTED = Q(action__in=["person.listed", "trail.searched"])
_TOOK = Q(action__endswith="copied") | Q(action__endswith="printed") | Q(action__endswith="exported")
_SORTS = {
    Deed.LOOKED: _LOOKED,
    Deed.LISTED: _LISTED,
    Deed.TOOK: _TOOK,
    Deed.CHANGED: ~(_LOOKED | _LISTED | _TOOK),
}


@dataclass(frozen=True)
class Wanted:
    """What is looked for. `people`: the records of those whom it is about; None for everybody."""

    since: date
    until: date
    people: Collection[int] | None = None
    viewer: int | None = None
    deed: str = ""


def find(wanted: Wanted, *, centre: Centre, by: Actor) -> QuerySet[AuditEvent]:
    """What happened at the centre, newest first; of people who are named, also what they did themselves.

    Raises `Forbidden`.
    """
    require(by, "privacy.read_trail", centre)
    first = datetime.combine(wanted.since, time(0), centre.zone)
    after = datetime.combine(wanted.until + timedelta(days=1), time(0), centre.zone)
    events: QuerySet[AuditEvent] = AuditEvent.objects.filter(at__gte=first, at__lt=after)
    if wanted.people is None:
        events = events.filter(centre_id=centre.pk)
    else:
        events = events.filter(Q(centre_id=centre.pk) | Q(centre_id=None), person_id__in=wanted.people)
    if wanted.viewer is not None:
        events = events.filter(actor_user_id=wanted.viewer)
    if wanted.deed:
        events = events.filter(_SORTS[Deed(wanted.deed)])
    return history.shown(events).order_by("-at", "-pk")


def record_search(people: Collection[int], *, by: Actor) -> None:
    """Looking for who looked is a look as well, at each whom the page names."""
    audit.record_many("trail.searched", by=by, person_ids=sorted(people))


def records_of(person: Person) -> list[int]:
    """The record, and those that were merged into it."""
    return _with_merged([person.pk])


def records_of_all(people: Collection[Person]) -> list[int]:
    """The same for several. A query, and one for each step of merging."""
    return _with_merged([person.pk for person in people])


def _with_merged(found: list[int]) -> list[int]:
    latest = found
    while latest:
        latest = list(Person.objects.filter(merged_into__in=latest).order_by("pk").values_list("pk", flat=True))
        found = [*found, *latest]
    return found


def viewers(centre: Centre, *, since: date) -> list[User]:
    """Who works at the centre, and whoever did something at its desk since then and works there no more. One query."""
    first = datetime.combine(since, time(0), centre.zone)
    at_desk = AuditEvent.objects.filter(centre_id=centre.pk, at__gte=first, channel=Channel.DESK)
    here = Q(staff_roles__centre=centre) | Q(pk__in=at_desk.order_by().values("actor_user_id"))
    return list(User.objects.filter(here).order_by("name", "pk").distinct())


def names(person_ids: Collection[int]) -> dict[int, Person]:
    """Whom the lines are about. One query."""
    return {person.pk: person for person in Person.objects.filter(pk__in=person_ids)}
