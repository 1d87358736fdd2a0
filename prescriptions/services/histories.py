"""The steps of a prescription and of the work on it, as they were made."""

from django.db.models import Q

from core.models import Transition
from prescriptions.models import Case


def steps_of(case: Case) -> list[Transition]:
    """Oldest first. One query."""
    both = [Q(subject=thing._meta.label_lower, subject_id=thing.pk) for thing in (case, case.prescription)]
    return list(Transition.objects.filter(both[0] | both[1]).order_by("at", "pk"))
