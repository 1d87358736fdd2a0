"""The register of incidents: written down, contained, told, learned from, closed."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from centres.models import Centre
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from people.models import Person
from privacy import states
from privacy.models import Affected, Incident, IncidentState, Reason, Told, ToldWhom, UnusualLook, What


@transaction.atomic
def record(
    *,
    centre: Centre,
    what: What,
    found_on: date,
    found_by: str,
    happened: str,
    by: Actor,
    others: int = 0,
    people: Collection[Person] = (),
    look: UnusualLook | None = None,
    now: Any = None,
) -> Incident:
    """Write an incident down; of a look that was asked about, the look is settled by it.

    Raises `Forbidden`, `Moved`, `DomainError("found_ahead")`.
    """
    require(by, "privacy.keep_incidents", centre)
    now = now or clock.now()
    _not_ahead(found_on, centre, now)
    if look is not None:
        require(by, "privacy.settle_look", look)
        states.looks.move(look, "make_incident", by=by, settled_at=now, settled_by_id=by.user_id)
        people = [*people, *([look.person] if look.person else [])]
    incident = Incident.objects.create(
        centre=centre,
        look=look,
        what=what,
        found_on=found_on,
        found_by=found_by.strip(),
        happened=happened.strip(),
        others=others,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    states.incidents.remember(incident, "record", before="", by=by)
    for person in people:
        add_person(incident, person, by=by)
    return incident


@transaction.atomic
def change(incident: Incident, *, by: Actor, **fields: Any) -> Incident:
    """Put right what is written. Raises `Forbidden`, `DomainError`: "incident_closed", "found_ahead"."""
    _require_open(incident, by)
    if "found_on" in fields:
        _not_ahead(fields["found_on"], incident.centre, clock.now())
    for name, value in fields.items():
        setattr(incident, name, value.strip() if isinstance(value, str) else value)
    incident.save(update_fields=list(fields))
    audit.record("incident.changed", by=by, subject=incident)
    return incident


def view(incident: Incident, *, by: Actor) -> Incident:
    """Open it to read: recorded. Raises `Forbidden`."""
    require(by, "privacy.keep_incidents", incident)
    audit.record("incident.viewed", by=by, subject=incident)
    return incident


@transaction.atomic
def add_person(incident: Incident, person: Person, *, by: Actor) -> Affected:
    """Somebody with a record here whom it affects. Raises `Forbidden`, `DomainError("incident_closed")`."""
    _require_open(incident, by)
    affected, created = Affected.objects.get_or_create(incident=incident, person=person)
    if created:
        audit.record("incident.person_added", by=by, subject=incident, person_id=person.pk)
    return affected


@transaction.atomic
def remove_person(affected: Affected, *, by: Actor) -> Incident:
    """Raises `Forbidden`, `DomainError("incident_closed")`."""
    incident = affected.incident
    _require_open(incident, by)
    audit.record("incident.person_removed", by=by, subject=incident, person_id=affected.person_id)
    affected.delete()
    return incident


@transaction.atomic
def assess(incident: Incident, *, reasons: Collection[str], by: Actor) -> Incident:
    """Whether the Commissioner must be told at once, and why. Raises `Forbidden`, `DomainError("incident_closed")`."""
    _require_open(incident, by)
    incident.reasons = [reason.value for reason in Reason if reason in reasons]
    incident.save(update_fields=["reasons"])
    audit.record("incident.assessed", by=by, subject=incident, reasons=incident.reasons)
    return incident


@transaction.atomic
def contain(incident: Incident, *, on: date, by: Actor) -> Incident:
    """No more of it can get out. Raises `Forbidden`, `Moved`, `DomainError("contained_too_early")`."""
    require(by, "privacy.keep_incidents", incident)
    _not_ahead(on, incident.centre, clock.now())
    if on < incident.found_on:
        raise DomainError("contained_too_early")
    return states.incidents.move(incident, "contain", by=by, contained_on=on)


@transaction.atomic
def tell(incident: Incident, *, whom: ToldWhom, on: date, how: str = "", by: Actor) -> Told:
    """Write down who was told. Raises `Forbidden`, `DomainError`: "incident_closed", "found_ahead"."""
    _require_open(incident, by)
    _not_ahead(on, incident.centre, clock.now())
    told = Told.objects.create(incident=incident, whom=whom, on=on, how=how.strip())
    audit.record("incident.told", by=by, subject=incident, whom=str(whom))
    return told


@transaction.atomic
def close(incident: Incident, *, changed: str, by: Actor) -> Incident:
    """Nothing is left to do, and something was learned.

    Raises `Forbidden`, `Moved`, `DomainError`: "incident_not_contained", "incident_nobody_told",
    "incident_commissioner_not_told", "incident_nothing_changed".
    """
    require(by, "privacy.keep_incidents", incident)
    if incident.state == IncidentState.OPEN:
        raise DomainError("incident_not_contained")
    if missing := still_to_tell(incident):
        raise DomainError(
            "incident_commissioner_not_told" if ToldWhom.COMMISSIONER in missing else "incident_nobody_told"
        )
    if not changed.strip():
        raise DomainError("incident_nothing_changed")
    return states.incidents.move(incident, "close", by=by, changed=changed.strip(), closed_at=clock.now())


@transaction.atomic
def reopen(incident: Incident, *, by: Actor) -> Incident:
    """There is more to it. Raises `Forbidden`, `Moved`."""
    require(by, "privacy.keep_incidents", incident)
    return states.incidents.move(incident, "reopen", by=by, closed_at=None)


def still_to_tell(incident: Incident) -> set[ToldWhom]:
    """Who must hear of it and has not: the people always, the Commissioner for the reasons of the law. Two queries."""
    needed = {ToldWhom.PEOPLE} if incident.others or incident.affected.exists() else set()
    if incident.is_reportable:
        needed.add(ToldWhom.COMMISSIONER)
    return needed - set(incident.told.values_list("whom", flat=True))


def _require_open(incident: Incident, by: Actor) -> None:
    require(by, "privacy.keep_incidents", incident)
    if not incident.is_open:
        raise DomainError("incident_closed")


def _not_ahead(day: date, centre: Centre, now: Any) -> None:
    if day > now.astimezone(centre.zone).date():
        raise DomainError("found_ahead")
