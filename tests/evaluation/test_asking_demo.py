"""The demo's year of answers, through the services."""

import random
from datetime import UTC, datetime

import pytest

import activities.demo
import centres.demo
import champions.demo
import evaluation.demo
import people.demo
import prescriptions.demo
from core.demo import DemoWorld
from evaluation.models import Measure, MeasuringPlan, Score, Sitting, SittingState, Way
from notifications.models import OutboxMessage

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


def test_demo_has_a_year_of_answers_with_gaps():
    made = DemoWorld(now=NOW, rng=random.Random(2019))
    for room in (centres.demo, people.demo, champions.demo, activities.demo, prescriptions.demo, evaluation.demo):
        room.build(made)
    assert MeasuringPlan.objects.get().is_on
    states = list(Sitting.objects.values_list("state", flat=True))
    assert 20 <= len(states) <= 40
    assert {SittingState.DONE, SittingState.DECLINED, SittingState.LAPSED} <= set(states)
    assert set(Measure.objects.values_list("way", flat=True)) == {Way.WEB, Way.STAFF, Way.PAPER}
    assert Score.objects.filter(lack="declined").exists()
    assert not Measure.objects.filter(answered_at__gt=NOW).exists()
    assert Sitting.objects.get(person__user__email="client@example.org").state == SittingState.OPEN
    assert not OutboxMessage.objects.filter(type__startswith="questions").exists()
