"""The demo's visits and lifts are made through the services, and are what a newcomer meets."""

import random
from datetime import UTC, datetime

import pytest

from activities.services import bookings
from core.actors import SYSTEM, Channel
from core.demo import DemoWorld
from matches import demo_visits
from matches.models import Lift, LiftState, Visit, VisitLog, VisitState
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.matches import MatchFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 8, 17, tzinfo=UTC)


def test_demo_has_visits_that_were_and_are_to_come_and_a_lift(time_machine):
    time_machine.move_to(NOW, tick=False)
    centre = MatchFactory(centre__arranges_lifts=True).centre
    ChampionFactory(centre=centre)
    group = ActivityFactory(centre=centre, start_date=datetime(2026, 12, 10, tzinfo=UTC).date())
    session = SessionFactory(activity=group, day=group.start_date)
    bookings.book(session=session, person=PersonFactory(), channel=Channel.DESK, by=SYSTEM, wants_lift=True)
    demo_visits.build(DemoWorld(now=NOW, rng=random.Random(1)))
    states = [visit.state for visit in Visit.objects.order_by("starts_at")]
    assert states == [VisitState.HAPPENED] * 3 + [VisitState.PLANNED] * 4
    assert VisitLog.objects.to_follow_up().count() == 1
    assert Lift.objects.get().state == LiftState.ARRANGED
