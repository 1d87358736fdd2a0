"""What this room holds about people, and how it forgets."""

from core import privacy
from prescriptions.models import Case, ContactAttempt, Goal, Happening, Prescription, Step, SystemClient, Word


def erase_prescriptions(person_id: int) -> None:
    """That one was written, when, at which level and for which families of need stays counted; no word of it does,
    nor the code, nor how they want to be reached."""
    Prescription.objects.filter(person=person_id).update(matters="", strengths="", risks="", risk_words="")


def erase_cases(person_id: int) -> None:
    """When it began and how it ended stays."""
    ContactAttempt.objects.filter(case__person=person_id).update(note="", by_user_id=None)
    Case.objects.filter(person=person_id).update(next_step="", outcome_words="")


def erase_words(person_id: int) -> None:
    """There is nothing to tell any more."""
    Word.objects.filter(prescription__person=person_id).delete()


def erase_clients(_person_id: int) -> None:
    """Another system is nobody's; the toolkit's column for an account stays empty."""


privacy.declare(Word, erase=erase_words, audited_as="word")
privacy.declare(SystemClient, erase=erase_clients, audited_as="systemclient")
privacy.declare(Prescription, erase=erase_prescriptions, audited_as="prescription")
privacy.declare(Case, erase=erase_cases, audited_as="case")


def erase_plans(person_id: int) -> None:
    """How many goals there were, how they were weighed and which were reached stays; what they were does not."""
    Goal.objects.filter(case__person=person_id).update(words="")


def erase_steps(person_id: int) -> None:
    """Of which kind, and whether they were done, stays; without words, and without what they led to."""
    things = dict.fromkeys(("taking_part", "booking", "resource", "match_request", "call", "invitation"))
    Step.objects.filter(case__person=person_id).update(words="", **things)


def erase_happenings(person_id: int) -> None:
    """How often and when stays, as the places do."""
    Happening.objects.filter(case__person=person_id).update(note="", settled_by_user_id=None)


privacy.declare(Goal, erase=erase_plans, audited_as="goal")
privacy.declare(Step, erase=erase_steps, audited_as="step")
privacy.declare(Happening, erase=erase_happenings, audited_as="happening")
