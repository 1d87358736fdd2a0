"""Spreadsheets as centres keep them: headings and cells in either language, and nothing guessed."""

import io
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from activities.choices import Frequency
from activities.importing import files, often, typed
from activities.importing.found import Found, NotRead, Reader, Reading

TORONTO = ZoneInfo("America/Toronto")
NOW = datetime(2026, 12, 1, 9, tzinfo=TORONTO)
HEAD = "Group,Day,How often,First date,Last date,Time,End time,Duration,Place,Leader,Seats,Kind,Language,Notes"


def reader(**fields) -> Reader:
    return Reader(**{"zone": TORONTO, "now": NOW, "until": date(2027, 6, 1), "closed": {}, **fields})


def read(content: str | bytes, **fields) -> Reading:
    return files.read(content if isinstance(content, bytes) else content.encode(), reader(**fields))


def row(**cells: str) -> Reading:
    """A sheet with one row: tea every week, but for these cells."""
    usual = {"Group": "Tea", "Time": "13:30", "End time": "15:00", "Day": "Tuesday", "How often": "weekly", **cells}
    return read(HEAD + "\n" + ",".join(f'"{usual.get(name, "")}"' for name in HEAD.split(",")))


def one(**cells: str) -> Found:
    found = row(**cells)
    assert [(item.why.code, item.why.values) for item in found.unread] == []
    return found.found[0]


def refusal(**cells: str) -> str:
    return row(**cells).unread[0].why.code


def codes(found: Found) -> list[str]:
    return [remark.code for remark in found.remarks]


def workbook(*rows: tuple) -> bytes:
    book = openpyxl.Workbook()
    for cells in rows:
        book.active.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# --- Whole sheets ---------------------------------------------------------------------------------


def test_column_that_is_not_known_is_named_and_left_out():
    found = read("Centre,,,,\nGroup,Time,Length,Day,Colour of the mugs (old)\nTea,13:30,90,Tuesday,blue")
    assert [(item.line, item.title, item.why.code) for item in found.unread] == [
        (2, "Colour of the mugs (old)", "column_unknown")
    ]
    assert len(found.found) == 1


def test_english_sheet_with_commas():
    found = one(Place="The Lamp Room", Leader="Terry Moss", Seats="12", Kind="Crafts", Language="English, French")
    schedule = found.schedule
    assert (schedule.frequency, schedule.first, schedule.start, schedule.minutes) == (
        Frequency.WEEKLY,
        date(2026, 12, 1),
        time(13, 30),
        90,
    )
    assert (found.line, found.title, found.place, found.leader) == (2, "Tea", "The Lamp Room", "Terry Moss")
    assert (found.capacity, found.kind, found.languages, found.about) == (12, "crafts", ("en", "fr"), "")
    assert len(found.dates) == 27


def test_french_sheet_with_semicolons_in_old_windows_letters():
    text = (
        "Horaire de l’hiver;;;\n"
        "Activité;Fréquence;Première date;Heure;Durée;Lieu;Responsable;Catégorie;Langue\n"
        "Café-rencontre;aux deux semaines;1er déc. 2026;13 h 30 à 15 h;;Salle d’été;Zoé Côté;café;français\n"
        "Marche;premier mardi du mois;2027-01-05;10 h;1 h 30;Parc;;marche;\n"
    )

    found = read(text.encode("cp1252"))

    assert [(r.code) for r in found.remarks] == ["encoding"]
    cafe, walk = found.found
    assert (cafe.title, cafe.place, cafe.leader, cafe.kind, cafe.languages) == (
        "Café-rencontre",
        "Salle d’été",
        "Zoé Côté",
        "social",
        ("fr",),
    )
    assert (cafe.schedule.frequency, cafe.schedule.first, cafe.schedule.start, cafe.schedule.minutes) == (
        Frequency.FORTNIGHTLY,
        date(2026, 12, 1),
        time(13, 30),
        90,
    )
    assert (walk.schedule.frequency, walk.schedule.first, walk.schedule.minutes) == (
        Frequency.MONTHLY,
        date(2027, 1, 5),
        90,
    )


def test_workbook_with_real_dates_and_times():
    content = workbook(
        ("Title", "First date", "How often", "Start time", "End time", "Seats"),
        ("Euchre", datetime(2026, 12, 4), "every two weeks", time(19), time(21, 30), 16),  # noqa: DTZ001
        ("Supper", date(2026, 12, 11), "once", 0.75, time(20), None),
        (None, None, None, None, None, None),
    )

    euchre, supper = read(content).found

    assert (euchre.line, euchre.schedule.frequency, euchre.schedule.first, euchre.capacity) == (
        2,
        Frequency.FORTNIGHTLY,
        date(2026, 12, 4),
        16,
    )
    assert (euchre.schedule.start, euchre.schedule.minutes) == (time(19), 150)
    assert (supper.schedule.frequency, supper.schedule.start, supper.schedule.minutes) == (
        Frequency.ONCE,
        time(18),
        120,
    )


def test_tabs_and_a_byte_order_mark():
    found = read("Name\tDay\tTime\nTea\tTuesday\t1:30 pm - 3 pm\n".encode("utf-16"))
    assert (found.found[0].schedule.start, found.found[0].schedule.minutes) == (time(13, 30), 90)


def test_rows_of_the_same_name_are_two_groups_and_known_again():
    text = f"{HEAD}\nYoga,Monday,weekly,,,10:00,11:00\nYoga,Friday,weekly,,,10:00,11:00"
    found = read(text).found
    assert len({item.key for item in found}) == 2
    assert [item.key for item in read(text).found] == [item.key for item in found]
    assert [item.said for item in read(text).found] == [item.said for item in found]


def test_notes_come_along_where_somebody_wants_them():
    text = f"{HEAD}\nTea,Monday,weekly,,,10:00,11:00,,,,,,,Bring a mug"
    assert (read(text).found[0].about, read(text, with_texts=True).found[0].about) == ("", "Bring a mug")


# --- Cells ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["2026-12-01", "2026/12/1", "1 Dec 2026", "Dec 1, 2026", "December 1 2026", "Tuesday, December 1, 2026",
     "1er déc. 2026", "1 décembre 2026", "mardi 1er décembre 2026", "le 1er décembre 2026", "Tue 1-Dec-2026",
     "December 1st, 2026", "2026-12-01 00:00:00"],
)  # fmt: skip
def test_dates_as_people_type_them(text):
    assert typed.day(text) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [("25/12/2026", date(2026, 12, 25)), ("12/25/2026", date(2026, 12, 25)), ("12/12/2026", date(2026, 12, 12))],
)
def test_numbers_that_can_be_one_day_only(text, day):
    assert typed.day(text) == day


@pytest.mark.parametrize(
    ("text", "why"),
    [("03/04/2026", "date_unclear"), ("1/12/26", "date_unknown"), ("31 Nov 2026", "date_unknown"),
     ("soon", "date_unknown"), ("2026", "date_unknown"), ("1 Dec 1026", "date_unknown")],
)  # fmt: skip
def test_dates_that_are_not_guessed(text, why):
    with pytest.raises(NotRead) as no:
        typed.day(text)
    assert no.value.remark.code == why


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1:30 pm", time(13, 30), None),
        ("13 h 30", time(13, 30), None),
        ("13:30:00", time(13, 30), None),
        ("1:30 pm - 3 pm", time(13, 30), time(15)),
        ("1:30–3:00 pm", time(13, 30), time(15)),
        ("10-1 pm", time(10), time(13)),
        ("9 to 11 am", time(9), time(11)),
        ("13 h 30 à 15 h", time(13, 30), time(15)),
        ("noon", time(12), None),
    ],
)
def test_times_as_people_type_them(text, start, end):
    assert typed.hours(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("90", 90), ("90 min", 90), ("1 h 30", 90), ("1.5 hours", 90), ("1,5 h", 90), ("2 h", 120), ("1:30", 90),
     ("", None), (time(1, 30), 90), (90, 90), (90.0, 90)],
)  # fmt: skip
def test_lengths_as_people_type_them(text, minutes):
    assert typed.minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "frequency"),
    [("Every week", Frequency.WEEKLY), ("aux 2 semaines", Frequency.FORTNIGHTLY), ("2nd Tuesday", Frequency.MONTHLY),
     ("last Friday of the month", Frequency.MONTHLY_LAST), ("dernier vendredi du mois", Frequency.MONTHLY_LAST),
     ("Une fois", Frequency.ONCE), ("mensuel", Frequency.MONTHLY)],
)  # fmt: skip
def test_how_often_in_words(text, frequency):
    assert often.read(text).frequency == frequency


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"Group": " "}, "no_title"),
        ({"Time": ""}, "no_start"),
        ({"Time": "half past one"}, "time_invalid"),
        ({"Time": "1:30", "End time": ""}, "time_unclear"),
        ({"End time": ""}, "no_end"),
        ({"End time": "12:00"}, "ends_before_start"),
        ({"End time": "", "Duration": "a while"}, "length_unknown"),
        ({"End time": "", "Duration": "2"}, "length_unknown"),
        ({"Day": "someday"}, "weekday_unknown"),
        ({"Day": ""}, "no_day"),
        ({"How often": "biweekly"}, "often_unknown"),
        ({"How often": "every two weeks"}, "no_first_date"),
        ({"How often": "monthly"}, "no_first_date"),
        ({"How often": "once"}, "no_first_date"),
        ({"How often": "first Monday"}, "weekdays_differ"),
        ({"How often": "first Tuesday", "First date": "2026-12-08"}, "wrong_nth"),
        ({"First date": "03/04/2027"}, "date_unclear"),
        ({"First date": "2026-12-02"}, "wrong_weekday"),
        ({"First date": "2026-12-08", "Last date": "2026-12-01"}, "last_before_first"),
        ({"First date": "2026-09-01", "Last date": "2026-10-01"}, "over"),
        ({"First date": "2026-09-01", "How often": "once"}, "over"),
    ],
)
def test_row_is_refused_with_its_reason(cells, why):
    assert refusal(**cells) == why


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Seats": "many"}, "seats_unknown"),
        ({"Kind": "juggling"}, "kind_unknown"),
        ({"Language": "Klingon"}, "language_unknown"),
        ({"How often": ""}, "taken_as_weekly"),
        ({"How often": "", "Day": "", "First date": "2026-12-08"}, "taken_as_once"),
        ({"First date": "2027-09-07"}, "begins_later"),
    ],
)
def test_what_somebody_should_look_at_is_said(cells, code):
    assert codes(one(**cells)) == [code]


def test_monthly_row_without_a_first_date_begins_with_the_next():
    found = one(**{"Day": "", "How often": "last Friday of the month"})
    assert found.schedule.first == date(2026, 12, 25)


# --- Hostile workbooks ----------------------------------------------------------------------------


def test_formula_is_what_it_came_to_and_nothing_where_nobody_computed_it():
    content = workbook(("Title", "Day", "Time", "Duration"), ("Tea", "Tuesday", "=1+1", "90"))
    assert [item.why.code for item in read(content).unread] == ["no_start"]


def test_workbook_that_unpacks_too_large(monkeypatch):
    monkeypatch.setattr("activities.importing.tables.MOST_UNPACKED", 100)
    with pytest.raises(NotRead) as no:
        read(workbook(("Title", "Time")))
    assert no.value.remark.code == "too_large_inside"


def test_too_many_rows():
    with pytest.raises(NotRead) as no:
        read(HEAD + "\n" + "Tea,Tuesday\n" * 2_001)
    assert no.value.remark.code == "too_many_entries"


@pytest.mark.parametrize("where", [0.2, 0.5, 0.9])
def test_damaged_workbook(where):
    content = bytearray(workbook(*[("Title", "Day", "Time")] * 50))
    at = int(len(content) * where)
    content[at : at + 40] = b"\xff" * 40
    with pytest.raises(NotRead):
        read(bytes(content))
