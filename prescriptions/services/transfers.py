"""Going on at another centre, because the client wants to."""

from datetime import datetime

from django.db import transaction
from django.utils import translation

from centres.models import Centre
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from people.models import Person
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import (
    Case,
    ClosedReason,
    ContactAttempt,
    Level,
    Prescription,
    Reach,
    Risks,
    Source,
    Told,
    Urgency,
)
from prescriptions.services import agreement, casework, intake

# The version of the words that the client agrees to: `forms.casework.TransferForm`.
WORDING = "transfer-2026-11"


@transaction.atomic
def transfer(
    case: Case, *, to: Centre, agrees: bool, by: Actor, with_notes: bool = False, now: datetime | None = None
) -> Prescription:
    """The other centre gets a prescription of its own, copied with the client's agreement, which is kept as their
    statement; it names the centre from which it comes. Here the work ends as going on elsewhere.

    The next step and the tries to reach them travel only `with_notes`.
    Raises `Forbidden`, `Moved`, and `DomainError`: `transfer_consent_needed`, `same_centre`, `agreement_taken_back`,
    `prescription_over`.
    """
    require(by, "prescriptions.walk", case)
    _check(case, to, agrees)
    now = now or clock.now()
    consents.give(person=case.person, purpose=Purpose.REFERRAL, wording=WORDING, by=by, now=now)
    made = _copy(case.prescription, to, by=by, now=now)
    if with_notes:
        _take_notes_along(case, made.case)
    casework.close(case, reason=ClosedReason.ELSEWHERE, by=by, now=now)
    audit.record("case.transferred", by=by, subject=case, person_id=case.person_id, to_centre=to.pk)
    return made


def _check(case: Case, to: Centre, agrees: bool) -> None:
    if not agrees:
        raise DomainError("transfer_consent_needed")
    if to.pk == case.centre_id:
        raise DomainError("same_centre")
    if not case.prescription.is_in_force:
        raise DomainError("prescription_over")
    agreement.require(case.person_id)


def _copy(old: Prescription, to: Centre, *, by: Actor, now: datetime) -> Prescription:
    """As a clinic outside would have written it. Whoever transfers may not write there: that they may do this was
    asked as a whole."""
    with translation.override(to.language):
        source = str(old.centre.name)
    return intake.receive(
        person=old.person,
        centre=to,
        source=Source.PARTNER,
        level=Level(old.level),
        needs=old.needs,
        risks=Risks(old.risks),
        risk_words=old.risk_words,
        urgency=Urgency(old.urgency),
        matters=old.matters,
        strengths=old.strengths,
        reach=Reach(old.reach),
        writer_name=old.writer_name,
        writer_role=old.writer_role,
        organization=source,
        agrees=True,
        told=_told(old.person),
        by=by.trusted(),
        now=now,
    )


def _told(person: Person) -> Told:
    """What the client says of it just now stays as it is."""
    agreed = consents.agreed(person)
    if Purpose.WORD_BACK_DETAIL in agreed:
        return Told.DETAILS
    return Told.PROGRESS if Purpose.WORD_BACK in agreed else Told.NOTHING


def _take_notes_along(old: Case, new: Case) -> None:
    Case.objects.filter(pk=new.pk).update(next_step=old.next_step)
    ContactAttempt.objects.bulk_create(
        ContactAttempt(case=new, at=one.at, means=one.means, result=one.result, note=one.note)
        for one in old.attempts.all()
    )
