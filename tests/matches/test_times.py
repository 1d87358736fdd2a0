"""What people text when they mean another time, in either language."""

from datetime import date, datetime, time

import pytest

from matches import times

# Monday, and a visit on the Tuesday of next week at two in the afternoon.
TODAY = date(2026, 11, 30)
START = datetime(2026, 12, 8, 14)  # noqa: DTZ001 - on the clock of a centre
TUESDAY, WEDNESDAY, FRIDAY = date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 4)
TWO, HALF_PAST = time(14), time(14, 30)


def read(said, start=START, today=TODAY):
    wanted = times.read(said)
    return wanted and wanted.beside(start, today=today)


@pytest.mark.parametrize(
    ("said", "day", "start"),
    [
        ("2 TUESDAY 2 PM", TUESDAY, TWO),
        ("TUES 2:30PM", TUESDAY, HALF_PAST),
        ("DEC 4 14:00", FRIDAY, TWO),
        ("MARDI 14 H", TUESDAY, TWO),
        ("4 DÉC 14H30", FRIDAY, HALF_PAST),
        ("DEMAIN 10 H", TUESDAY, time(10)),
        ("tomorrow at noon", TUESDAY, time(12)),
        ("demain midi", TUESDAY, time(12)),
        ("2 le mardi 1er décembre à 14 h 30", TUESDAY, HALF_PAST),
        ("mar. 1er déc. à 14 h", TUESDAY, TWO),
        ("mar 14 h", TUESDAY, TWO),
        ("mar 4 2 pm", date(2027, 3, 4), TWO),
        ("mars 4", date(2027, 3, 4), TWO),
        ("Friday, December 4th at 3 o'clock", FRIDAY, time(15)),
        ("Dec. 4, 2026, 2 p.m.", FRIDAY, TWO),
        ("dec 04 1430", FRIDAY, HALF_PAST),
        ("friday 2.30 p.m.", FRIDAY, HALF_PAST),
        ("friday 2 30 pm", FRIDAY, HALF_PAST),
        ("Friday 9 in the morning", FRIDAY, time(9)),
        ("vendredi 2 h de l’après-midi", FRIDAY, TWO),
        ("vendredi 7 h du soir", FRIDAY, time(19)),
        ("today 4pm", TODAY, time(16)),
        ("aujourd’hui 16h", TODAY, time(16)),
        ("mardi 14 h svp", TUESDAY, TWO),
        ("mardi à 14 h, s’il vous plaît", TUESDAY, TWO),
        ("2 Sorry! Can we do Tuesday at 2pm?", TUESDAY, TWO),
        ("Bonjour, je peux mardi à 14 h, merci", TUESDAY, TWO),
    ],
)
def test_day_and_time(said, day, start):
    assert read(said) == (day, start)


@pytest.mark.parametrize(
    ("said", "day", "start"),
    [
        ("2 Friday", FRIDAY, TWO),
        ("vendredi", FRIDAY, TWO),
        ("3 PM", START.date(), time(15)),
        ("2 3 pm", START.date(), time(15)),
        ("15 h", START.date(), time(15)),
    ],
)
def test_what_is_not_said_stays(said, day, start):
    assert read(said) == (day, start)


@pytest.mark.parametrize(
    ("said", "day", "start"),
    [
        ("2 dec 2 pm", WEDNESDAY, TWO),
        ("2 DEC 14 H", WEDNESDAY, TWO),
        ("2 DEC 14:30", WEDNESDAY, HALF_PAST),
        ("2 DEC 4 14:30", FRIDAY, HALF_PAST),
        ("2 4 déc. 14 h 30", FRIDAY, HALF_PAST),
        ("2 dec 4", FRIDAY, TWO),
        ("2 pm", START.date(), TWO),
    ],
)
def test_two_in_front_is_the_answer_or_the_day(said, day, start):
    assert read(said) == (day, start)


@pytest.mark.parametrize(
    ("hour", "present", "start"),
    [
        ("2", 14, 14),
        ("3", 10, 15),
        ("8", 10, 8),
        ("8", 14, 20),
        ("8", 13, 8),
        ("9", 14, 9),
        ("7", 18, 19),
        ("2 h", 14, 14),
        ("10", 19, 10),
        ("02:00", 14, 2),
        ("2 am", 14, 2),
    ],
)
def test_hour_that_may_be_two_is_the_nearer_and_else_the_later(hour, present, start):
    assert read(f"friday {hour}", start=START.replace(hour=present)) == (FRIDAY, time(start))


@pytest.mark.parametrize(
    ("said", "today", "day"),
    [
        ("monday", date(2026, 11, 30), date(2026, 12, 7)),
        ("lundi", date(2026, 11, 29), date(2026, 11, 30)),
        ("sunday", date(2026, 10, 31), date(2026, 11, 1)),
        ("dimanche", date(2027, 3, 13), date(2027, 3, 14)),
        ("tomorrow", date(2026, 12, 31), date(2027, 1, 1)),
        ("jan 5", date(2026, 12, 31), date(2027, 1, 5)),
        ("31 déc", date(2027, 1, 2), date(2026, 12, 31)),
        ("nov 20", date(2026, 11, 30), date(2026, 11, 20)),
        ("dec 4 2027", date(2026, 11, 30), date(2027, 12, 4)),
        ("29 fév", date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_day_is_the_next_of_its_name_or_the_nearest_of_its_date(said, today, day):
    assert read(said, today=today) == (day, TWO)


@pytest.mark.parametrize("said", ["tuesday dec 2 2pm", "feb 30 2pm", "31 juin 10 h", "29 fév"])
def test_day_that_is_none_is_not_taken_for_another(said):
    assert (times.read(said) is None, read(said)) == (False, None)


@pytest.mark.parametrize(
    "said",
    [
        "", "1", "2", "2 3", "15", "1430", "3 12", "3/12", "12-04", "2-3 pm", "4/12 14h",
        "thanks", "no", "list tuesday", "liste mardi", "call",
        "après-demain 14h", "day after tomorrow 2pm", "tuesday 2pm wednesday 3pm", "8 dec 25:00", "tuesday 14 pm",
        "2:75", "tuesday 2:75", "maybe 3", "jui 4", "1 tuesday 2pm", "🙂", "٤ dec", "not tuesday",
    ],
)  # fmt: skip
def test_other_words_say_no_time(said):
    assert times.read(said) is None
