"""The demo's stories, through the services."""

import random
from datetime import UTC, datetime

import pytest

import centres.demo
import champions.demo
import evaluation.demo_stories
import people.demo
from core.actors import SYSTEM
from core.demo import DemoWorld, builders
from evaluation.models import Story, StoryState
from evaluation.services import stories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


def test_demo_tells_a_story_of_each_kind():
    assert evaluation.demo_stories.build in list(builders)
    made = DemoWorld(now=NOW, rng=random.Random(2019))
    for room in (centres.demo, people.demo, champions.demo, evaluation.demo_stories):
        room.build(made)
    assert Story.objects.count() == 4
    assert Story.objects.filter(state=StoryState.CHECKED).count() == 2
    assert Story.objects.waiting().count() == 1
    assert not Story.objects.filter(state_since__gt=NOW).exists()
    centre = made.made["centres"]["guelph"]
    quotes = stories.quotable(centre, by=SYSTEM)
    assert [quote.name for quote in quotes] == ["A retired bus driver from Guelph", ""]
    assert not any(name in quote.words for quote in quotes for name in ("Ruth", "bakery"))
