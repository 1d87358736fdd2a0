"""The demo's prescriptions, through the services."""

import random
from datetime import UTC, datetime

import pytest

import centres.demo
import champions.demo
import people.demo
import prescriptions.demo
from core.demo import DemoWorld
from people.actors import for_user
from prescriptions.models import Case, Level, Prescription
from prescriptions.services import clients

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


def test_demo_has_prescriptions_by_each_centre_s_provider_with_the_work_on_them():
    world = DemoWorld(now=NOW, rng=random.Random(2019))
    for room in (centres.demo, people.demo, champions.demo, prescriptions.demo):
        room.build(world)

    made = world.made["prescriptions"]["guelph"]
    provider = world.made["staff"]["guelph"]["provider"]
    assert {row.written_by for row in made} == {provider}
    assert {row.level for row in made} >= {Level.HOLISTIC, Level.MEDIUM, Level.SIGNPOSTING}
    assert Case.objects.filter(prescription__in=made).count() == 3
    assert Prescription.objects.count() == len(world.made["centres"]) * len(prescriptions.demo.STORIES)
    by = for_user(provider, centre_id=made[0].centre_id)
    assert [hit.pk for hit in clients.find("4101", by=by)] == [made[0].person_id]
