"""The rule's text, its dates, and the zone that is attached last."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurrence
from hypothesis import given
from hypothesis import strategies as st

from activities.choices import Frequency
from activities.schedules import dates, frequency_of, rule_for, slot

ZONES = ["America/Toronto", "America/Winnipeg", "America/Thunder_Bay"]
days = st.dates(date(2025, 1, 1), date(2030, 12, 31))


def every(frequency: str, first: date, until: date) -> list[date]:
    return list(dates(rule_for(frequency, first), first=first, since=first, until=until))


@pytest.mark.parametrize(
    ("frequency", "text"),
    [
        (Frequency.ONCE, ""),
        (Frequency.WEEKLY, "RRULE:FREQ=WEEKLY;BYDAY=TU"),
        (Frequency.FORTNIGHTLY, "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        (Frequency.MONTHLY, "RRULE:FREQ=MONTHLY;BYDAY=2TU"),
        (Frequency.MONTHLY_LAST, "RRULE:FREQ=MONTHLY;BYDAY=-1TU"),
    ],
)
def test_rule_text_holds_frequency_and_weekday_and_no_start(frequency: str, text: str) -> None:
    assert recurrence.serialize(rule_for(frequency, date(2026, 12, 8))) == text


@given(first=days, frequency=st.sampled_from(Frequency.values))
def test_frequency_comes_back_from_the_rule(first: date, frequency: str) -> None:
    stored = recurrence.deserialize(recurrence.serialize(rule_for(frequency, first)), include_dtstart=False)

    assert frequency_of(stored) == frequency


@given(first=days, frequency=st.sampled_from([Frequency.WEEKLY, Frequency.FORTNIGHTLY, Frequency.MONTHLY]))
def test_dates_begin_with_the_first_and_keep_its_weekday(first: date, frequency: str) -> None:
    found = every(frequency, first, first + timedelta(days=370))

    assert found[0] == first
    assert {day.weekday() for day in found} == {first.weekday()}


def test_dates_of_a_fifth_weekday_skip_the_months_that_have_none() -> None:
    found = every(Frequency.MONTHLY, date(2026, 9, 29), date(2027, 6, 30))

    assert found == [date(2026, 9, 29), date(2026, 12, 29), date(2027, 3, 30), date(2027, 6, 29)]


def test_dates_of_a_last_weekday_are_found_in_every_month() -> None:
    found = every(Frequency.MONTHLY_LAST, date(2026, 9, 29), date(2026, 12, 31))

    assert found == [date(2026, 9, 29), date(2026, 10, 27), date(2026, 11, 24), date(2026, 12, 29)]


def test_fortnights_are_counted_from_the_first_date_whatever_the_window() -> None:
    first = date(2026, 9, 1)

    found = dates(
        rule_for(Frequency.FORTNIGHTLY, first), first=first, since=date(2026, 10, 30), until=date(2026, 11, 30)
    )

    assert list(found) == [date(2026, 11, 10), date(2026, 11, 24)]


@pytest.mark.parametrize("since", [date(2026, 11, 1), date(2026, 11, 30)])
def test_once_happens_within_its_window_alone(since: date) -> None:
    first = date(2026, 11, 20)

    found = list(dates(None, first=first, since=since, until=date(2026, 12, 31)))

    assert found == ([first] if since <= first else [])


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("start", [time(14), time(20, 30)])
@pytest.mark.parametrize("first", [date(2026, 10, 26), date(2027, 3, 8)])
def test_slots_keep_weekday_and_hour_when_the_clocks_change(zone: str, start: time, first: date) -> None:
    place = ZoneInfo(zone)

    found = [slot(day, start, 90, place) for day in every(Frequency.WEEKLY, first, first + timedelta(weeks=3))]

    local = [one.starts_at.astimezone(place) for one in found]
    assert [(moment.weekday(), moment.time()) for moment in local] == [(0, start)] * 4
    assert {one.ends_at - one.starts_at for one in found} == {timedelta(minutes=90)}


def test_slots_in_utc_move_by_an_hour_when_the_clocks_change() -> None:
    toronto = ZoneInfo("America/Toronto")

    before, after = (slot(day, time(14), 60, toronto) for day in (date(2026, 10, 31), date(2026, 11, 1)))

    assert before.starts_at == datetime(2026, 10, 31, 18, tzinfo=UTC)
    assert after.starts_at == datetime(2026, 11, 1, 19, tzinfo=UTC)


def test_slot_in_the_hour_that_spring_skips_starts_after_it() -> None:
    one = slot(date(2027, 3, 14), time(2, 30), 60, ZoneInfo("America/Toronto"))

    assert one.starts_at.astimezone(ZoneInfo("America/Toronto")).time() == time(3, 30)


def test_slot_in_the_hour_that_autumn_repeats_is_the_first_of_the_two() -> None:
    one = slot(date(2026, 11, 1), time(1, 30), 60, ZoneInfo("America/Toronto"))

    assert one.starts_at == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
