"""The demo's ways in, through the services."""

import random
from datetime import UTC, datetime

import pytest

import centres.demo
from core.demo import DemoWorld
from prescriptions import demo_coming_in
from prescriptions.models import Case, PartnerLink, Prescription, Source

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


def test_demo_has_a_clinic_that_wrote_and_a_neighbour_who_asked():
    made = DemoWorld(now=NOW, rng=random.Random(2019))
    for room in (centres.demo, demo_coming_in):
        room.build(made)
    sources = sorted(Prescription.objects.values_list("source", flat=True))
    assert sources == sorted([Source.PARTNER, Source.SELF] * len(demo_coming_in.CENTRES))
    assert Case.objects.count() == len(sources)
    assert PartnerLink.objects.filter(used_at=None).count() == len(demo_coming_in.CENTRES)
