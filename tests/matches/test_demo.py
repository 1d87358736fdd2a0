"""The demo's matches, through the services."""

import random
from datetime import UTC, datetime

import pytest

import centres.demo
import champions.demo
import matches.demo
import people.demo
from core.demo import DemoWorld
from matches.models import Match, MatchRequest, MatchState
from matches.services import suggestions

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


def test_demo_has_people_who_wait_somebody_to_suggest_and_a_match_on_trial(time_machine):
    time_machine.move_to(NOW)
    made = DemoWorld(now=NOW, rng=random.Random(2019))
    for room in (centres.demo, people.demo, champions.demo, matches.demo):
        room.build(made)

    assert MatchRequest.objects.count() == 4 * len(matches.demo.CENTRES)
    assert Match.objects.filter(state=MatchState.TRIAL).count() == len(matches.demo.CENTRES)
    first = made.made["wishes"]["guelph"][0]
    found = suggestions.for_request(first, on=NOW.date())
    assert found.cleared
    assert found.uncleared
