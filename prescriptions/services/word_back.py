"""Word back to whoever prescribed: what has come about is written down as it happens, and announced.

What a reader learns of it is put together elsewhere, at the moment when they read (`word_reading`).
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from activities.models import Booking
from core import audit, clock, rows
from core.actors import SYSTEM, Actor
from core.models import Transition
from core.policies import require
from core.registry import Registry
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import (
    Case,
    CaseState,
    ClosedReason,
    ContactAttempt,
    Prescription,
    Result,
    TakingPart,
    Word,
    WordKind,
)

# How those hear of it who have no account here, by the source of the prescription. (Accounts: `word_letters`.)
tellers: Registry[Callable[[Prescription], None]] = Registry("way to tell whoever prescribed")


def at_step(case: Case, _name: str, by: Actor) -> None:
    """At every step of the work, in its transaction."""
    settle(case, by=by)


@transaction.atomic
def settle(case: Case, *, by: Actor = SYSTEM, now: datetime | None = None) -> list[Word]:
    """Write down what has come about and was not said yet; answers with what is new. Safe to run at any moment."""
    rows.flush()  # the step that called may still wait to be written
    found = _with_facts(Case.objects.filter(pk=case.pk)).select_related("prescription").get()
    said = Word.objects.filter(prescription=found.prescription_id, turn=found.turn)
    missing = _come_about(found) - set(said.values_list("kind", flat=True))
    new = [
        Word(prescription=found.prescription, kind=kind, turn=found.turn, at=now or clock.now())
        for kind in WordKind
        if kind in missing
    ]
    if new:
        rows.write(*new, once=True)
        kinds = [str(word.kind) for word in new]
        audit.record("word.written", by=by, subject=found, person_id=found.person_id, kinds=kinds)
        tell(found.prescription)
    return new


def settle_due(*, now: datetime) -> int:
    """Look at what comes about without a step of the work: a conversation, and being there. Answers with how many
    cases had something new."""
    unsaid = Q(was_reached=True) & ~_is_said(WordKind.CONTACTED) | Q(was_there=True) & ~_is_said(WordKind.ATTENDING)
    cases = _with_facts(Case.objects.open()).filter(unsaid).order_by("pk")
    return sum(bool(settle(case, now=now)) for case in list(cases))


def tell(prescription: Prescription) -> None:
    """Let whoever prescribed know that there is something to read, where they have no account and the client agrees.

    Called in the transaction of the step: what leaves the house does so after commit.
    """
    if prescription.source in tellers and consents.stands(prescription.person, Purpose.WORD_BACK):
        tellers[prescription.source](prescription)


@transaction.atomic
def mark_read(prescription: Prescription, *, by: Actor) -> int:
    """Whoever prescribed has read what there is; answers with how many words were new to them. Raises `Forbidden`."""
    require(by, "prescriptions.hear", prescription)
    if number := note_read(prescription, user_id=by.user_id):
        audit.record("word.read", by=by, subject=prescription, person_id=prescription.person_id, count=number)
    return number


def note_read(prescription: Prescription, *, user_id: int | None) -> int:
    """Of what may be heard just now, what nobody has read yet is read; answers with how much. Records no look."""
    new = Word.objects.filter(prescription=prescription).allowed().unread()
    found = Word.objects.filter(pk__in=[word.pk for word in new])
    return found.update(read_at=clock.now(), read_by_user_id=user_id)


# --- What is true of the work -------------------------------------------------------------------
def _with_facts(cases: QuerySet[Case]) -> Any:
    """With how often the work was taken up again (`turn`), and what came about since it last was."""
    again = Transition.objects.filter(subject=Case._meta.label_lower, subject_id=OuterRef("pk"), name="reopen")
    each = again.order_by().values("subject_id")
    counted = cases.annotate(
        turn=Coalesce(Subquery(each.annotate(often=Count("pk")).values("often")), 0),
        goes_on_since=Coalesce(Subquery(each.annotate(last=Max("at")).values("last")), F("opened_at")),
    )
    reached = ContactAttempt.objects.filter(case=OuterRef("pk"), at__gte=OuterRef("goes_on_since"))
    there = Booking.objects.attended().filter(
        person=OuterRef("prescription__person"),
        session__activity=OuterRef("activity"),
        session__ends_at__gte=OuterRef("since"),
        session__starts_at__gte=OuterRef(OuterRef("goes_on_since")),
    )
    groups = TakingPart.objects.filter(Exists(there), prescription=OuterRef("prescription"))
    return counted.annotate(
        was_reached=Q(Exists(reached.filter(result=Result.REACHED))) | Q(contacted_at__gte=F("goes_on_since")),
        was_there=Exists(groups),
    )


def _come_about(case: Any) -> set[WordKind]:
    found = {WordKind.RECEIVED: case.state not in (CaseState.NEW, CaseState.CLOSED)}
    found[WordKind.CONTACTED] = case.was_reached
    found[WordKind.ATTENDING] = case.was_there
    is_closed, in_vain = case.state == CaseState.CLOSED, case.closed_reason == ClosedReason.UNREACHED
    found[WordKind.UNREACHED] = is_closed and in_vain
    found[WordKind.CLOSED] = is_closed and not in_vain
    return {kind for kind, is_so in found.items() if is_so}


def _is_said(kind: WordKind) -> Q:
    return Q(Exists(Word.objects.filter(prescription=OuterRef("prescription"), kind=kind, turn=OuterRef("turn"))))
