"""Times and dates in words. « \\u00a0 » is the no-break space that keeps "1:30 pm" on one line."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import translation

from core import dates

TORONTO = ZoneInfo("America/Toronto")


@pytest.fixture(autouse=True)
def _a_day_in_november():
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=TORONTO)):
        yield


@pytest.mark.parametrize(
    ("moment", "english", "french"),
    [
        (time(13, 30), "1:30\u00a0pm", "13\u00a0h\u00a030"),
        (time(14), "2\u00a0pm", "14\u00a0h"),
        (time(9, 5), "9:05\u00a0am", "9\u00a0h\u00a005"),
        (time(12, 15), "12:15\u00a0pm", "12\u00a0h\u00a015"),
        (time(0, 15), "12:15\u00a0am", "0\u00a0h\u00a015"),
    ],
)
def test_clock_in_both_languages(moment, english, french):
    with translation.override("en"):
        assert dates.clock(moment) == english
    with translation.override("fr"):
        assert dates.clock(moment) == french


@pytest.mark.parametrize(("moment", "word"), [(time(12), "noon"), (time(0), "midnight")])
def test_clock_says_noon_and_midnight(moment, word):
    with translation.override("en"):
        assert dates.clock(moment) == word


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (date(2026, 12, 1), "Tuesday, December 1", "mardi 1er décembre"),
        (date(2026, 12, 2), "Wednesday, December 2", "mercredi 2 décembre"),
        (date(2027, 1, 1), "Friday, January 1, 2027", "vendredi 1er janvier 2027"),
    ],
)
def test_day_in_both_languages_with_the_year_where_it_is_another(value, english, french):
    with translation.override("en"):
        assert dates.day(value) == english
    with translation.override("fr"):
        assert dates.day(value) == french


@pytest.mark.parametrize(("year", "text"), [(True, "Tuesday, December 1, 2026"), (False, "Tuesday, December 1")])
def test_day_with_or_without_its_year_as_asked(year, text):
    with translation.override("en"):
        assert dates.day(date(2026, 12, 1), year=year) == text


def test_when_joins_day_and_times():
    start, end = datetime(2026, 12, 1, 13, 30, tzinfo=TORONTO), datetime(2026, 12, 1, 15, tzinfo=TORONTO)
    with translation.override("en"):
        assert dates.when(start, end) == "Tuesday, December 1, 1:30\u00a0pm to 3\u00a0pm"
