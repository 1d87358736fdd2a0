"""Words that go back to whoever prescribed, and what they speak of."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from core.actors import SYSTEM, Role
from people.models import StaffRole
from people.models.consent import Purpose
from people.services import consents
from prescriptions import states
from prescriptions.models import Case, ClosedReason, Outcome, Prescription, TakingPart, Told
from prescriptions.services import word_back
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.people import StaffRoleFactory
from tests.factories.prescriptions import CaseFactory, ContactAttemptFactory

DAY = timedelta(days=1)


def let_hear(prescription: Prescription, told: Told) -> None:
    """The client's newest words on how much may be heard."""
    for purpose, agrees in (
        (Purpose.WORD_BACK, told != Told.NOTHING),
        (Purpose.WORD_BACK_DETAIL, told == Told.DETAILS),
    ):
        (consents.give if agrees else consents.withdraw)(person=prescription.person, purpose=purpose, by=SYSTEM)


def made(*, told: Told = Told.DETAILS, **fields: Any) -> Case:
    """A case whose provider works at its centre."""
    case = CaseFactory(**fields)
    works = {"user": case.prescription.written_by, "centre": case.centre, "role": Role.PROVIDER}
    if not StaffRole.objects.filter(**works).exists():
        StaffRoleFactory(**works)
    let_hear(case.prescription, told)
    return case


def walk(case: Case) -> Case:
    """From the first call to the end: taken, talked with, there once at the zinnias, closed."""
    states.cases.move(case, "take", by=SYSTEM)
    ContactAttemptFactory(case=case, result="reached")
    states.cases.move(case, "go_on", by=SYSTEM, contacted_at=timezone.now())
    attend(case)
    close(case)
    return case


def attend(case: Case, **group: Any) -> TakingPart:
    """They were at the group once, a moment ago."""
    fields = {"title_en": "Zinnia Circle", "title_fr": "Cercle Zinnia", "sensitive": True, **group}
    activity = ActivityFactory(centre=case.centre, slug=f"zinnia-{case.pk}-{TakingPart.objects.count()}", **fields)
    now = timezone.now()
    taking = TakingPart.objects.create(prescription=case.prescription, activity=activity, since=now - DAY)
    session = SessionFactory(activity=activity, day=now.date(), starts_at=now, ends_at=now + timedelta(hours=1))
    BookingFactory(session=session, person=case.person, attendance="came")
    word_back.settle_due(now=now)
    return taking


def close(case: Case, reason: ClosedReason = ClosedReason.COMPLETED) -> Case:
    return states.cases.move(
        case,
        "close",
        by=SYSTEM,
        closed_at=timezone.now(),
        closed_reason=reason,
        outcome=Outcome.PART,
        outcome_words="Breakfast tastes again.",
    )
