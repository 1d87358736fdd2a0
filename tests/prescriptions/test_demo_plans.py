"""The demo's plans, through the services."""

import random
from datetime import UTC, datetime

import pytest

import activities.demo
import centres.demo
import champions.demo
import people.demo
from core.demo import DemoWorld
from prescriptions import demo_plans
from prescriptions.models import Case, CaseState, Happening, HappeningKind, Step

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


def test_demo_has_a_plan_with_a_goal_that_moved_and_news_from_a_group():
    made = DemoWorld(now=NOW, rng=random.Random(2019))
    for room in (centres.demo, people.demo, champions.demo, activities.demo, demo_plans):
        room.build(made)

    case = Case.objects.get(centre__slug="guelph")
    assert (case.state, case.owner) == (CaseState.ACTIVE, made.made["staff"]["guelph"]["link_worker"])
    goal = case.goals.in_order().get()
    assert [one.confidence for one in goal.weighed] == [3, 6]
    assert Step.objects.filter(case=case, goal=goal).exists()
    assert Happening.objects.filter(case=case, kind=HappeningKind.THERE, number=1).exists()
