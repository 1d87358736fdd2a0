"""Forgetting the words of prescriptions. That one was written, for which families of need, and how it went, stays."""

from django.db.models import QuerySet

from prescriptions.models import Case, ContactAttempt, Goal, Happening, Prescription, Step

# What a step of a plan points at.
THINGS = ("taking_part", "booking", "resource", "match_request", "call", "invitation")


def prescriptions(rows: QuerySet[Prescription]) -> int:
    return rows.update(matters="", strengths="", risks="", risk_words="")


def cases(rows: QuerySet[Case]) -> None:
    """When the work began and how it ended stays."""
    ContactAttempt.objects.filter(case__in=rows.values("pk")).update(note="", by_user_id=None)
    rows.update(next_step="", outcome_words="")


def goals(rows: QuerySet[Goal]) -> None:
    """How many there were, how they were weighed and which were reached stays; what they were does not."""
    rows.update(words="")


def steps(rows: QuerySet[Step]) -> None:
    """Of which kind, and whether they were done, stays; without words, and without what they led to."""
    rows.update(words="", **dict.fromkeys(THINGS))


def happenings(rows: QuerySet[Happening]) -> None:
    """How often and when stays, as the places do."""
    rows.update(note="", settled_by_user_id=None)
