"""Ten years after the work ended its words are forgotten, and only where a centre has switched that on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import retention
from prescriptions.models import CaseState
from tests.factories.prescriptions import CaseFactory, ContactAttemptFactory, GoalFactory, PrescriptionFactory

pytestmark = pytest.mark.django_db
STEP = "prescriptions.words"
LONG_AGO = timezone.now() - timedelta(days=3700)
CLOSED = {"state": CaseState.CLOSED, "closed_reason": "completed"}


def due(row):
    found = retention.due(retention.registry[STEP], centre_id=row.centre_id, now=timezone.now())
    return list(found.values_list("pk", flat=True))


def test_one_without_work_is_due_ten_years_after_it_was_written():
    old = PrescriptionFactory(written_at=LONG_AGO)
    PrescriptionFactory(centre=old.centre)
    assert due(old) == [old.pk]


@pytest.mark.parametrize("ended", [None, timedelta(days=3600)])
def test_work_that_goes_on_or_ended_later_keeps_its_words(ended):
    closed = {**CLOSED, "closed_at": timezone.now() - ended} if ended else {}
    row = CaseFactory(prescription__written_at=LONG_AGO, **closed).prescription
    assert due(row) == []


def test_words_are_forgotten_wherever_they_stand_and_what_is_counted_stays():
    case = CaseFactory(
        prescription__written_at=LONG_AGO, outcome_words="Happy", closed_at=LONG_AGO, outcome="all", **CLOSED
    )
    attempt, goal = ContactAttemptFactory(case=case, note="Later"), GoalFactory(case=case, words="Fish")
    row = case.prescription
    assert retention.registry[STEP].forget(row.__class__.objects.filter(pk__in=due(row))) == 1
    for one in (row, case, attempt, goal):
        one.refresh_from_db()
    assert {row.matters, case.outcome_words, attempt.note, goal.words} == {""}
    assert (row.needs, case.outcome) == (["bereavement", "social"], "all")
    assert due(row) == []


def test_a_note_alone_is_left_to_forget():
    case = CaseFactory(prescription__written_at=LONG_AGO, prescription__matters="", closed_at=LONG_AGO, **CLOSED)
    assert due(case.prescription) == []
    ContactAttemptFactory(case=case, note="Later")
    assert due(case.prescription) == [case.prescription_id]
