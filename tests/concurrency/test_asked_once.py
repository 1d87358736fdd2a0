"""Somebody agrees at the desk while the clock plans for everybody: they are asked once, and nobody sees an error."""

import pytest
from django.utils import timezone

from core.actors import SYSTEM
from evaluation.models import Sitting, TimePoint
from evaluation.services import sittings
from people.models.consent import Purpose
from people.services import consents
from tests.concurrency.test_last_seats import at_once
from tests.factories.evaluation import MeasuringPlanFactory
from tests.factories.prescriptions import CaseFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def test_of_several_who_plan_at_once_all_find_the_same_sitting():
    plan, now = MeasuringPlanFactory(), timezone.now()
    case = CaseFactory(prescription__centre=plan.centre, opened_at=now)
    consents.give(person=case.person, purpose=Purpose.EVALUATION, by=SYSTEM)
    calls = [lambda: sittings.plan_one(case, TimePoint.BASELINE, plan=plan, now=now) for _nth in range(6)]
    assert at_once(*calls) == [Sitting.objects.get()] * 6
