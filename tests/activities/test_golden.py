"""Rules whose dates we know from elsewhere, over both changes of the clocks: `golden/`, made without our code."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import recurrence
from django.utils import timezone

from activities import schedules
from activities.models import Activity
from activities.services import scheduling
from core.actors import SYSTEM
from tests.factories.activities import ActivityFactory
from tests.factories.centres import CentreFactory

GOLDEN = Path(__file__).parent / "golden"
ZONES = ["America/Toronto", "America/Winnipeg", "America/Thunder_Bay", "America/Atikokan"]
CHANGES = [(date(2026, 10, 15), date(2026, 11, 30)), (date(2027, 2, 25), date(2027, 4, 5))]


@dataclass
class Golden:
    title: str
    first: date = date.min
    start: time = time()
    minutes: int = 0
    rule: str = ""
    holidays: str = "meet"
    windows: list[tuple[date, date]] = field(default_factory=lambda: [*CHANGES])
    starts: dict[str, list[datetime]] = field(default_factory=dict)  # by zone, in UTC

    def read(self, name: str, value: str) -> None:
        if name == "starts":
            day, clock, minutes = value.split()
            self.first, self.start = date.fromisoformat(day), time.fromisoformat(clock)
            self.minutes = int(minutes)
        elif name == "window":
            first, last = map(date.fromisoformat, value.split())
            self.windows.append((first, last))
        elif name in {"rule", "holidays"}:
            setattr(self, name, value)

    def group(self, zone: str) -> Activity:
        return ActivityFactory(
            centre=CentreFactory(timezone=zone),
            start_date=self.first,
            start_time=self.start,
            minutes=self.minutes,
            rule=schedules.rule_from(self.rule, start=self.start, zone=ZoneInfo(zone)),
            on_holidays=self.holidays,
        )


def lines(name: str) -> list[str]:
    rows = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    return [row for row in rows if row and not row.startswith("#")]


def load() -> list[Golden]:
    """The rules, each with its dates."""
    found: dict[str, Golden] = {}
    for row in lines("rules.txt"):
        if row.startswith("= "):
            current = found.setdefault(row[2:], Golden(row[2:], starts={zone: [] for zone in ZONES}))
        else:
            current.read(row[:10].strip(), row[11:])
    for row in lines("expected.txt"):
        if row.startswith("= "):
            current = found[row[2:]]
            continue
        for zone, moment in zip(ZONES, row[22:].split(), strict=True):
            if moment != "-":
                current.starts[zone].append(datetime.strptime(moment, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC))
    return list(found.values())


RULES = load()


def test_golden_rules_are_many_and_each_has_dates() -> None:
    assert len(RULES) >= 60
    assert [one.title for one in RULES if not any(one.starts.values())] == []
    assert sum(len(moments) for one in RULES for moments in one.starts.values()) > 3000


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("golden", RULES, ids=lambda golden: golden.title)
def test_materialise_makes_exactly_the_dates_that_others_find(golden: Golden, zone: str) -> None:
    """The rule goes through the database, as a group's does; the two changes come one after the other."""
    place = ZoneInfo(zone)
    group = golden.group(zone)
    for first, last in sorted(golden.windows):
        before = datetime.combine(first, time(), tzinfo=place) - timedelta(minutes=1)
        scheduling.materialise(activity=group, by=SYSTEM, until=last, now=before)

    found = [row for row in group.sessions.order_by("starts_at") if any(a <= row.day <= z for a, z in golden.windows)]

    assert [row.starts_at for row in found] == golden.starts[zone]
    assert {row.ends_at - row.starts_at for row in found} <= {timedelta(minutes=golden.minutes)}
    assert [row.starts_at.astimezone(place).date() for row in found] == [row.day for row in found]


@pytest.mark.parametrize("current", ["UTC", "America/Winnipeg", "America/St_Johns", "Asia/Tokyo"])
def test_end_of_a_rule_is_the_same_day_whoever_stores_and_reads_it(current: str) -> None:
    daily = schedules.rule_from("FREQ=DAILY;UNTIL=20261101", start=time(20, 30), zone=ZoneInfo(ZONES[0]))
    with timezone.override(current):
        stored = recurrence.serialize(daily)
        read = recurrence.deserialize(stored, include_dtstart=False)

    found = schedules.dates(read, first=date(2026, 10, 1), since=date(2026, 10, 30), until=date(2026, 11, 5))

    assert stored == "RRULE:FREQ=DAILY;UNTIL=20261101T000000Z"
    assert list(found) == [date(2026, 10, 30), date(2026, 10, 31), date(2026, 11, 1)]


def test_hours_in_a_rule_are_not_asked() -> None:
    """Some calendars write the start into the rule once more."""
    rule = schedules.rule_from("FREQ=DAILY;BYHOUR=20;BYMINUTE=30", start=time(20, 30), zone=ZoneInfo(ZONES[0]))

    found = schedules.dates(rule, first=date(2026, 10, 30), since=date(2026, 10, 31), until=date(2026, 11, 1))

    assert list(found) == [date(2026, 10, 31), date(2026, 11, 1)]
