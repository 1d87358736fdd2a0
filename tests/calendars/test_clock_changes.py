"""Local times over both changes of the clocks, read by others: recurring-ical-events, and khal as people use it."""

import os
import shutil
import subprocess
from datetime import UTC, date, time
from pathlib import Path

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
KHAL = shutil.which("khal")


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


def khal(folder: Path, zone: str, *arguments: str) -> str:
    """Run khal with a calendar and a home of its own, on a machine that stands in `zone`."""
    config = folder / "config"
    config.write_text(
        f"""
[calendars]
[[feed]]
path = {folder / "vdir"}
[default]
default_calendar = feed
[sqlite]
path = {folder / "khal.db"}
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
    )
    (folder / "vdir").mkdir(exist_ok=True)
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder), "LC_ALL": "C.UTF-8"}
    # Debian's khal runs in Debian's Python: ours must not leak into it.
    environment = {"PATH": os.defpath, **home}
    assert KHAL is not None
    done = subprocess.run(
        [KHAL, "-c", str(config), *arguments], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(KHAL is None, reason="khal is missing")
def test_khal_shows_the_right_local_times(file: bytes, zone: str, tmp_path: Path) -> None:
    (tmp_path / "feed.ics").write_bytes(file)

    khal(tmp_path, zone, "import", "--batch", str(tmp_path / "feed.ics"))
    shown = khal(
        tmp_path, zone, "list", "--day-format", "", "--format", "{start} {end} {title}", "2026-10-01", "2027-04-01"
    )

    titles = ["Stars; tea, talk"] * 5 + ["CANCELLED: Stars; tea, talk"]
    assert shown.splitlines() == [f"{day} 20:30 {day} 22:00 {title}" for day, title in zip(DAYS, titles, strict=True)]
