"""An activity in words, in both languages."""

from datetime import date, time

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from activities import schedules, wording
from activities.choices import Frequency, JoinMode
from activities.models import Activity
from centres.access_words import ACCESS, ACCESS_UNKNOWN, access_in_words
from centres.models import Venue

NBSP = "\u00a0"


def group(frequency: str, first: date, start: time = time(13, 30), minutes: int = 90) -> Activity:
    return Activity(rule=schedules.rule_for(frequency, first), start_date=first, start_time=start, minutes=minutes)


@pytest.mark.parametrize(
    ("frequency", "first", "words"),
    [
        (Frequency.WEEKLY, date(2026, 12, 1), "Every Tuesday, 1:30 pm to 3 pm"),
        (Frequency.FORTNIGHTLY, date(2026, 12, 2), "Every second Wednesday, 1:30 pm to 3 pm"),
        (Frequency.MONTHLY, date(2026, 12, 1), "The first Tuesday of each month, 1:30 pm to 3 pm"),
        (Frequency.MONTHLY, date(2026, 12, 10), "The second Thursday of each month, 1:30 pm to 3 pm"),
        (Frequency.MONTHLY, date(2026, 12, 29), "The fifth Tuesday of the month, when there is one, 1:30 pm to 3 pm"),
        (Frequency.MONTHLY_LAST, date(2026, 12, 25), "The last Friday of each month, 1:30 pm to 3 pm"),
        (Frequency.ONCE, date(2026, 12, 1), "Tuesday, December 1, 1:30 pm to 3 pm"),
    ],
)
def test_rule_in_english(frequency: str, first: date, words: str, time_machine: object) -> None:
    time_machine.move_to("2026-11-22T12:00:00-05:00")
    assert wording.rule_in_words(group(frequency, first)).replace(NBSP, " ") == words


@pytest.mark.parametrize(
    ("frequency", "first", "words"),
    [
        (Frequency.WEEKLY, date(2026, 12, 1), "Tous les mardis, de 13 h 30 à 15 h"),
        (Frequency.FORTNIGHTLY, date(2026, 12, 2), "Un mercredi sur deux, de 13 h 30 à 15 h"),
        (Frequency.MONTHLY, date(2026, 12, 1), "Le premier mardi de chaque mois, de 13 h 30 à 15 h"),
        (Frequency.MONTHLY, date(2026, 12, 10), "Le deuxième jeudi de chaque mois, de 13 h 30 à 15 h"),
        (Frequency.MONTHLY, date(2026, 12, 29), "Le cinquième mardi du mois, quand il y en a un, de 13 h 30 à 15 h"),
        (Frequency.MONTHLY_LAST, date(2026, 12, 25), "Le dernier vendredi de chaque mois, de 13 h 30 à 15 h"),
        (Frequency.ONCE, date(2026, 12, 1), "Mardi 1er décembre, de 13 h 30 à 15 h"),
    ],
)
def test_rule_in_french(frequency: str, first: date, words: str, time_machine: object) -> None:
    time_machine.move_to("2026-11-22T12:00:00-05:00")
    with translation.override("fr"):
        assert wording.rule_in_words(group(frequency, first)).replace(NBSP, " ") == words


def test_rule_over_midnight_ends_the_next_morning() -> None:
    words = wording.rule_in_words(group(Frequency.WEEKLY, date(2026, 12, 1), time(23), 120))
    assert words.replace(NBSP, " ") == "Every Tuesday, 11 pm to 1 am"


def test_rule_without_a_schedule_is_empty() -> None:
    assert wording.rule_in_words(Activity()) == ""


@given(st.sampled_from([*Frequency]), st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.sampled_from(["en", "fr"]))
def test_rule_names_the_weekday_of_the_first_date(frequency: Frequency, first: date, language: str) -> None:
    names = {
        "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    }
    # Where the whole day is one message, its French comes with our own catalogue; Django brings the others.
    own = frequency in {Frequency.WEEKLY, Frequency.FORTNIGHTLY}
    with translation.override("en" if own else language):
        words = wording.rule_in_words(group(frequency, first))
    wanted = names["en" if own else language]
    assert [name for name in wanted if name.lower() in words.lower()] == [wanted[first.weekday()]]


@pytest.mark.parametrize(
    ("mode", "capacity", "taken", "words"),
    [
        (JoinMode.SIGN_UP, 10, 3, "7 places left"),
        (JoinMode.SIGN_UP, 10, 9, "1 place left"),
        (JoinMode.SIGN_UP, 10, 10, "Full: you can join the waiting list"),
        (JoinMode.SIGN_UP, 10, 12, "Full: you can join the waiting list"),
        (JoinMode.SIGN_UP, None, 3, ""),
        (JoinMode.DROP_IN, 10, 3, ""),
        (JoinMode.COURSE, 10, 3, ""),
    ],
)
def test_seats(mode: str, capacity: int | None, taken: int, words: str) -> None:
    assert wording.seats_in_words(join_mode=mode, capacity=capacity, taken=taken) == words


def test_access_that_nobody_checked_is_not_a_no() -> None:
    venue = Venue(step_free=True, parking=False)
    assert access_in_words(venue) == [
        ("yes", "No steps on the way in"),
        ("ask", "Accessible washroom: not checked yet, please ask"),
        ("no", "No parking"),
        ("ask", "Hearing loop: not checked yet, please ask"),
        ("ask", "Scent-free: not checked yet, please ask"),
        ("ask", "Quiet space: not checked yet, please ask"),
    ]


def test_access_has_words_for_every_fact() -> None:
    assert set(ACCESS) == set(ACCESS_UNKNOWN) == set(Venue.ACCESS_FACTS)
