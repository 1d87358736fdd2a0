"""What this room holds about people, and how it forgets."""

from core import privacy
from prescriptions.models import Case, Goal, Happening, Prescription, Step, SystemClient, Word
from prescriptions.services import forgetting


def erase_prescriptions(person_id: int) -> None:
    forgetting.prescriptions(Prescription.objects.filter(person=person_id))


def erase_cases(person_id: int) -> None:
    forgetting.cases(Case.objects.filter(person=person_id))


def erase_plans(person_id: int) -> None:
    forgetting.goals(Goal.objects.filter(case__person=person_id))


def erase_steps(person_id: int) -> None:
    forgetting.steps(Step.objects.filter(case__person=person_id))


def erase_happenings(person_id: int) -> None:
    forgetting.happenings(Happening.objects.filter(case__person=person_id))


def erase_words(person_id: int) -> None:
    """There is nothing to tell any more."""
    Word.objects.filter(prescription__person=person_id).delete()


def erase_clients(_person_id: int) -> None:
    """Another system is nobody's; the toolkit's column for an account stays empty."""


privacy.declare(Word, erase=erase_words, audited_as="word")
privacy.declare(SystemClient, erase=erase_clients, audited_as="systemclient")
privacy.declare(Prescription, erase=erase_prescriptions, audited_as="prescription")
privacy.declare(Case, erase=erase_cases, audited_as="case")
privacy.declare(Goal, erase=erase_plans, audited_as="goal")
privacy.declare(Step, erase=erase_steps, audited_as="step")
privacy.declare(Happening, erase=erase_happenings, audited_as="happening")
