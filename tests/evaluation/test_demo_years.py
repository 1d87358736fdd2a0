"""The demo's years tell a story that the pages of the evidence can show."""

import random
from datetime import UTC, datetime
from itertools import pairwise

import pytest

import activities.demo
import activities.demo_ended
import centres.demo
import champions.demo
import evaluation.demo
import evaluation.demo_years
import people.demo
from activities import demo_data
from activities.models import Activity, ActivityState, Session, SessionState
from core.actors import Role
from core.demo import DemoWorld
from evaluation.instruments.equity import BY_SLUG
from evaluation.models import SittingState, TimePoint
from evaluation.services import evidence
from people.actors import for_user
from prescriptions.models import Case, ClosedReason, Prescription

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


@pytest.fixture
def world(monkeypatch):
    monkeypatch.setattr(activities.demo, "GROUPS", {"guelph": demo_data.GROUPS["guelph"][:3]})
    monkeypatch.setattr(activities.demo, "WISHES", [])
    monkeypatch.setattr(activities.demo, "ASKED", {})
    made = DemoWorld(now=NOW, rng=random.Random(2019))
    rooms = (centres.demo, people.demo, champions.demo, activities.demo, activities.demo_ended, evaluation.demo)
    for room in (*rooms, evaluation.demo_years):
        room.build(made)
    return made


def test_years_can_be_read_in_the_evidence(world):
    centre = world.made["centres"]["guelph"]
    reader = for_user(world.made["staff"]["guelph"]["manager"], centre_id=centre.pk)
    year = evidence.years([centre], now=NOW)[0]
    shown = evidence.change_of([centre], year, TimePoint.THREE_MONTHS, by=reader)
    facts = shown.scales[0].facts
    assert facts.n >= 12
    assert facts.mean < 0, "less lonely"
    reach = evidence.groups_of([centre], year, BY_SLUG["language"], by=reader)[0]
    assert reach.table.total >= 20
    assert reach.table.cell("fr") >= 6


def test_not_everything_went_well(world):
    assert Case.objects.filter(closed_reason=ClosedReason.UNREACHED).count() >= 3
    states = set(Case.objects.values_list("sittings__state", flat=True))
    assert {SittingState.DONE, SittingState.DECLINED, SittingState.LAPSED} <= states
    ended = Activity.objects.get(state=ActivityState.ENDED)
    assert ended.title_en == "Mall Walking"
    assert Session.objects.filter(activity=ended, state=SessionState.CANCELLED).count() >= 2


def test_there_are_two_years_with_a_gap(world):
    days = sorted(Prescription.objects.values_list("written_at", flat=True))
    assert (NOW - days[0]).days > 700
    assert max((later - earlier).days for earlier, later in pairwise(days)) >= 25
    assert Role.MANAGER in world.made["staff"]["guelph"]
