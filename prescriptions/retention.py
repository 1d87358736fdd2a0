"""What the retention schedule says about prescriptions. That one was written, and how it went, stays as a number."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import retention
from prescriptions.models import OPEN_CASES, Case, ContactAttempt, Goal, Happening, Prescription, Step
from prescriptions.services import forgetting

# As long as a record of somebody's health is kept after the last contact (O. Reg. 114/94, s. 19).
TEN_YEARS = timedelta(days=3653)


def words_of_prescriptions(*, centre_id: int, before: datetime) -> QuerySet[Prescription]:
    """Those whose work ended before then, or that had none, and of which any word is left."""
    work = Case.objects.filter(prescription=OuterRef("pk"))
    goes_on = Exists(work.filter(Q(state__in=OPEN_CASES) | Q(closed_at__gte=before)))
    said = ~Q(matters="") | ~Q(strengths="") | ~Q(risk_words="")
    said |= Q(Exists(work.exclude(next_step="", outcome_words="")))
    for model, field in ((ContactAttempt, "note"), (Goal, "words"), (Step, "words"), (Happening, "note")):
        said |= Q(Exists(model._default_manager.filter(case__prescription=OuterRef("pk")).exclude(**{field: ""})))
    return Prescription.objects.filter(said, ~Q(goes_on), centre=centre_id, written_at__lt=before)


def forget_words(rows: QuerySet[Prescription]) -> int:
    ids = list(rows.values_list("pk", flat=True))
    forgetting.cases(Case.objects.filter(prescription__in=ids))
    forgetting.goals(Goal.objects.filter(case__prescription__in=ids))
    forgetting.steps(Step.objects.filter(case__prescription__in=ids))
    forgetting.happenings(Happening.objects.filter(case__prescription__in=ids))
    return forgetting.prescriptions(Prescription.objects.filter(pk__in=ids))


retention.registry.register(
    "prescriptions.words",
    retention.Step(
        what=_("What was written in a prescription, in its plan, and about the work on it"),
        after=_("the work ended, or the prescription was written where there was none"),
        kept=TEN_YEARS,
        rows=words_of_prescriptions,
        forget=forget_words,
    ),
)
