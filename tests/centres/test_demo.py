"""The demo's asset maps."""

import random
from datetime import UTC, datetime

import pytest

from centres import demo, demo_resources
from centres.models import Resource
from centres.models.resource_choices import ResourceState
from centres.services import resources_due
from core import phones
from core.demo import DemoWorld

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


def test_three_centres_have_a_map_with_something_to_confirm():
    world = DemoWorld(now=NOW, rng=random.Random(2019))
    demo.build(world)
    demo_resources.build(world)
    centres = world.made["centres"]
    assert {slug: centres[slug].resources.count() for slug in demo_resources.MAPS} == dict.fromkeys(
        demo_resources.MAPS, 4
    )
    assert Resource.objects.filter(state=ResourceState.PAUSED).count() == 1
    assert [resources_due.at(centres[slug], now=NOW).count() for slug in demo_resources.MAPS] == [1, 1, 1]
    assert all(centre.resources.exclude(name_fr="").count() >= 1 for centre in map(centres.get, demo_resources.MAPS))
    numbers = list(Resource.objects.values_list("phone", flat=True))
    assert len(set(numbers)) == len(numbers)
    assert all("-555-01" in phones.shown(number) for number in numbers)
