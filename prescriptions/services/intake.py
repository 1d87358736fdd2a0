"""Writing a prescription: the one door for providers, staff, clinics outside, and people who come by themselves."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from activities.models import Activity, Session
from centres.models import Centre, Resource
from core import clock
from core.actors import Actor
from core.errors import DomainError, Forbidden
from core.policies import may, require
from people.models import Person, User
from people.models.consent import Purpose
from people.services import consents, persons
from prescriptions import states
from prescriptions.models import (
    Case,
    CaseState,
    Level,
    Need,
    Prescription,
    PrescriptionState,
    Reach,
    Risks,
    Source,
    Told,
    Urgency,
)
from prescriptions.services import codes


@transaction.atomic
def receive(
    *,
    person: Person,
    centre: Centre,
    source: Source,
    level: Level,
    needs: Collection[str],
    risks: Risks,
    agrees: bool,
    told: Told,
    by: Actor,
    risk_words: str = "",
    urgency: Urgency = Urgency.ROUTINE,
    matters: str = "",
    strengths: str = "",
    reach: Reach = Reach.PHONE,
    written_by: User | None = None,
    writer_name: str = "",
    writer_role: str = "",
    organization: str = "",
    activity: Activity | None = None,
    session: Session | None = None,
    resource: Resource | None = None,
    request_key: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Prescription:
    """Write a prescription down, and open a case where the level has a link worker walk along.

    `agrees`: the client agrees to be referred; `told`: how much whoever prescribes may hear. Both are kept as the
    client's statements, and can be taken back at any time. Sent twice with the same `request_key`, it is written once.
    Raises `Forbidden`, and `DomainError`: `consent_needed`, `need_missing`, `risks_missing`, `thing_missing` where a
    light one names nothing to go to.
    """
    _require_to_write(person, centre, source, by)
    if request_key and (known := Prescription.objects.filter(request_key=request_key).first()):
        return known
    now = now or clock.now()
    made = Prescription(
        code=codes.draw(),
        code_until=now + codes.LASTS,
        centre=centre,
        person=persons.current(person),
        source=source,
        written_by=written_by,
        writer_name=writer_name.strip(),
        writer_role=writer_role.strip(),
        organization=organization.strip(),
        written_at=now,
        level=level,
        urgency=urgency,
        needs=[str(need) for need in Need if need in needs],
        matters=matters.strip(),
        strengths=strengths.strip(),
        risks=risks,
        risk_words=risk_words.strip() if risks == Risks.SOME else "",
        reach=reach,
        activity=activity or (session.activity if session else None),
        session=session,
        resource=resource,
        request_key=request_key,
    )
    _check(made, agrees=agrees)
    states.prescriptions.begin(made, PrescriptionState.ACTIVE, "write", by=by)
    persons.know_at(made.person, centre.pk)
    _write_down_what_they_agree_to(made.person, told, by=by)
    if level.is_walked:
        open_case(made, by=by, now=now)
    return made


def open_case(prescription: Prescription, *, by: Actor, now: datetime) -> Case:
    """The work begins: new, nobody's yet, due today."""
    case = Case(
        prescription=prescription,
        centre=prescription.centre,
        person=prescription.person,
        state_since=now,
        opened_at=now,
        next_step_on=now.astimezone(prescription.centre.zone).date(),
    )
    return states.cases.begin(case, CaseState.NEW, "open", by=by)


@transaction.atomic
def revoke(prescription: Prescription, *, reason: str, by: Actor) -> Prescription:
    """It was written in error, or is not wanted any more: its code opens nothing. The case, if any, is closed by the
    link worker, who reads why; where it is closed already, the answer is the same.

    Raises `Forbidden`, `Moved`, `DomainError("revoke_reason_needed")`.
    """
    require(by, "prescriptions.revoke", prescription)
    if not reason.strip():
        raise DomainError("revoke_reason_needed")
    return states.prescriptions.move(prescription, "revoke", by=by, note=reason.strip())


def _require_to_write(person: Person, centre: Centre, source: Source, by: Actor) -> None:
    """Staff who write, or somebody for themselves; a clinic outside comes through its link, as the system."""
    is_own = source == Source.SELF and by.person_id is not None and by.person_id == person.pk
    if not is_own and not may(by, "prescriptions.write", centre):
        raise Forbidden


def _check(made: Prescription, *, agrees: bool) -> None:
    if not agrees:
        raise DomainError("consent_needed")
    if not made.needs:
        raise DomainError("need_missing")
    if made.risks == Risks.SOME and not made.risk_words:
        raise DomainError("risks_missing")
    names_nothing = not (made.activity_id or made.session_id or made.resource_id)
    if made.level == Level.LIGHT and names_nothing:
        raise DomainError("thing_missing")


def _write_down_what_they_agree_to(person: Person, told: Told, *, by: Actor) -> None:
    """The client's newest words count, for every prescription of theirs."""
    said = {
        Purpose.REFERRAL: True,
        Purpose.WORD_BACK: told != Told.NOTHING,
        Purpose.WORD_BACK_DETAIL: told == Told.DETAILS,
    }
    standing = dict(consents.standing(person))
    for purpose, agrees in said.items():
        before = standing[purpose]
        if before is None or before.given != agrees:
            (consents.give if agrees else consents.withdraw)(person=person, purpose=purpose, by=by)
