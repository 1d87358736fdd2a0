"""The demo's surveys, through the services."""

import random
from datetime import UTC, datetime

import pytest

import centres.demo
import champions.demo
import evaluation.survey_demo
import people.demo
from core.actors import Role
from core.demo import DemoWorld
from evaluation.models import Survey, SurveyAudience
from evaluation.services import survey_results
from tests.factories.people import staff_actor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


def test_demo_has_two_rounds_side_by_side_and_a_statement():
    made = DemoWorld(now=NOW, rng=random.Random(2019))
    for room in (centres.demo, people.demo, champions.demo, evaluation.survey_demo):
        room.build(made)
    newest, _before = Survey.objects.filter(audience=SurveyAudience.CHAMPION)
    reader = staff_actor(Role.EVALUATOR, centre=newest.centre)
    results = survey_results.of(newest, by=reader, now=NOW)
    assert results.answered == 6
    assert [one.means[0] > one.means[1] for one in results.items if None not in one.means] == [True, True]
    assert Survey.objects.filter(audience=SurveyAudience.ORGANISATION).count() == 1
