"""Local times over both changes of the clocks, as recurring-ical-events reads them."""

from datetime import UTC, date, time

import pytest
import recurring_ical_events
from django.test import Client
from icalendar import Calendar

from activities.models import Activity
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import CentreFactory

ZONES = ["America/Toronto", "America/Winnipeg", "America/Thunder_Bay"]
# A Saturday, the Sunday of the change, and the Monday after, in autumn and in spring.
DAYS = [
    date(2026, 10, 31),
    date(2026, 11, 1),
    date(2026, 11, 2),
    date(2027, 3, 13),
    date(2027, 3, 14),
    date(2027, 3, 15),
]


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def file(client: Client, zone: str, db: None) -> bytes:
    """An evening group (8:30 pm to 10 pm) on the days around both changes; one date is cancelled."""
    centre = CentreFactory(slug="north", timezone=zone)
    evening: Activity = ActivityFactory(
        centre=centre, title_en="Stars; tea, talk", start_date=DAYS[0], start_time=time(20, 30), minutes=90
    )
    for day in DAYS:
        SessionFactory(activity=evening, day=day, cancelled=day == DAYS[-1])
    return client.get("/calendar/centre/north.ics").content


def test_entries_are_at_the_same_local_time_all_year(file: bytes, zone: str) -> None:
    found = recurring_ical_events.of(Calendar.from_ical(file)).between(date(2026, 10, 1), date(2027, 4, 1))

    starts = sorted(event.start for event in found)
    assert [(start.date(), start.time(), str(start.tzinfo)) for start in starts] == [
        (day, time(20, 30), zone) for day in DAYS
    ]
    before = {"America/Toronto": 0, "America/Thunder_Bay": 0, "America/Winnipeg": 1}[zone]
    assert [start.astimezone(UTC).hour - before for start in starts] == [0, 1, 1, 1, 0, 0]
