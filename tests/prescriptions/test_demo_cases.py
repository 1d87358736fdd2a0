"""The demo's caseload, through the services."""

import random
from datetime import UTC, datetime

import pytest

import centres.demo
import champions.demo
import people.demo
from core.demo import DemoWorld
from prescriptions import demo_cases
from prescriptions.models import Case, CaseState

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


def test_demo_has_somebody_in_each_part_of_the_way(time_machine):
    time_machine.move_to(NOW, tick=False)
    made = DemoWorld(now=NOW, rng=random.Random(2019))
    for room in (centres.demo, people.demo, champions.demo, demo_cases):
        room.build(made)
    states = [CaseState.NEW, CaseState.CALLING, CaseState.ACTIVE, CaseState.CLOSED]
    for slug in demo_cases.CENTRES:
        cases = Case.objects.filter(pk__in=[case.pk for case in made.made["cases"][slug]]).order_by("-opened_at")
        assert [case.state for case in cases] == states
        assert [case.pk for case in cases.open() if case.next_step_on is None] == []
