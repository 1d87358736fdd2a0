from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from centres.models import Centre, Venue
from centres.services import places
from core.actors import SYSTEM
from core.models import AuditEvent

pytestmark = pytest.mark.django_db

FACTS = {"name_en": "Maple Falls", "name_fr": "Maple Falls", "town": "Maple Falls", "phone": "+16135550100"}


def test_centre_opens_with_venues_and_closed_days_and_all_is_recorded():
    centre = places.open_centre(slug="maple-falls", timezone="America/Winnipeg", by=SYSTEM, **FACTS)
    venue = places.add_venue(centre=centre, name_en="Hall", step_free=True, by=SYSTEM)
    places.close(
        centre=centre,
        first_day=date(2026, 12, 24),
        last_day=date(2026, 12, 31),
        reason_en="Holidays",
        reason_fr="Fêtes",
        by=SYSTEM,
    )
    assert list(Centre.public()) == [centre]
    assert (str(centre.zone), list(Venue.of(centre.pk)), venue.town) == ("America/Winnipeg", [venue], "Maple Falls")
    assert (venue.step_free, venue.parking) == (True, None)
    assert {event.centre_id for event in AuditEvent.objects.all()} == {centre.pk}
    assert [event.action for event in AuditEvent.objects.order_by("pk")] == [
        "centre.opened",
        "venue.added",
        "closure.added",
    ]


def test_centre_in_no_time_zone_does_not_open():
    with pytest.raises(ValidationError, match="not a time zone"):
        places.open_centre(slug="maple-falls", timezone="Canada/Nowhere", by=SYSTEM, **FACTS)
    assert Centre.objects.count() == 0


HOURS = [(None, None), (time(9), time(17)), (time(9), None), (None, time(17)), (time(17), time(9)), (time(9), time(9))]


@pytest.mark.parametrize(("opens", "closes"), HOURS)
def test_place_opens_before_it_closes_or_says_neither(opens, closes):
    centre = places.open_centre(slug="maple-falls", by=SYSTEM, **FACTS)
    may = (opens, closes) in HOURS[:2]
    if may:
        assert places.add_venue(centre=centre, name_en="Hall", opens=opens, closes=closes, by=SYSTEM).pk
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            places.add_venue(centre=centre, name_en="Hall", opens=opens, closes=closes, by=SYSTEM)


@pytest.mark.parametrize(
    ("start", "end", "is_open"),
    [
        ((8, 9), (8, 17), True),
        ((8, 8, 59), (8, 10), False),
        ((8, 16), (8, 17, 1), False),
        ((8, 16), (9, 10), False),
    ],
)
def test_place_is_open_within_its_hours_of_one_day(start, end, is_open):
    def at(day, hour, minute=0):
        return datetime(2026, 12, day, hour, minute, tzinfo=UTC)

    assert Venue(opens=time(9), closes=time(17)).is_open(at(*start), at(*end)) is is_open
    assert Venue().is_open(at(*start), at(*end))
