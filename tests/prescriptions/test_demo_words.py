"""The demo's word back, through the services."""

import random
from datetime import UTC, datetime

import pytest

import centres.demo
import champions.demo
import people.demo
import prescriptions.demo
from core.demo import DemoWorld
from people.actors import for_user
from prescriptions import demo_words
from prescriptions.services import word_overview, word_reading

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


def test_demo_has_a_word_that_was_read_and_one_that_waits():
    world = DemoWorld(now=NOW, rng=random.Random(2019))
    for room in (centres.demo, people.demo, champions.demo, prescriptions.demo, demo_words):
        room.build(world)

    for slug, centre in world.made["centres"].items():
        by = for_user(world.made["staff"][slug]["provider"], centre_id=centre.pk)
        told = [one for one in word_reading.read(word_overview.mine(by)) if one.words]
        assert [one.unread for one in told] == [1, 0], slug
