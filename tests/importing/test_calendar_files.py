"""Calendar files as Google and Outlook export them; the dates are read by an independent reader as well."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar

from activities.choices import Frequency
from activities.importing import files
from activities.importing.found import Found, How, NotRead, Reader, Reading

TORONTO = ZoneInfo("America/Toronto")
NOW = datetime(2026, 12, 1, 9, tzinfo=TORONTO)
UNTIL = date(2027, 6, 1)
FILES = Path(__file__).parent / "files"


def reader(**fields) -> Reader:
    return Reader(**{"zone": TORONTO, "now": NOW, "until": UNTIL, "closed": {}, **fields})


def read(text: str | bytes, **fields) -> Reading:
    return files.read(text if isinstance(text, bytes) else text.encode(), reader(**fields))


def calendar(*events: str, head: str = "") -> str:
    """A calendar with these events, each given as its lines but for the UID, the name and the length."""
    parts = []
    for number, event in enumerate(events):
        lines = event.strip().splitlines()
        usual = {"UID": f"UID:event-{number}", "SUMMARY": "SUMMARY:Tea", "DURATION": "DURATION:PT1H"}
        has = {line.split(":")[0].split(";")[0] for line in lines}
        if "DTEND" in has:
            del usual["DURATION"]
        lines += [line for name, line in usual.items() if name not in has]
        parts += ["BEGIN:VEVENT", "DTSTAMP:20261101T120000Z", *lines, "END:VEVENT"]
    begun = ["BEGIN:VCALENDAR", "PRODID:-//Test//EN", "VERSION:2.0"]
    return "\r\n".join([*begun, *head.strip().splitlines(), *parts, "END:VCALENDAR", ""])


def one(*events: str, head: str = "", **fields) -> Found:
    found = read(calendar(*events, head=head), **fields)
    assert [(item.title, item.why.code) for item in found.unread] == []
    assert len(found.found) == 1
    return found.found[0]


def refusal(*events: str, head: str = "", **fields) -> str:
    found = read(calendar(*events, head=head), **fields)
    assert found.found == ()
    return found.unread[0].why.code


def by_title(found: Reading) -> dict[str, Found]:
    return {item.title: item for item in found.found}


def starts(found: Found) -> list[datetime]:
    """The local starts of all dates that take place."""
    return [datetime.combine(d.at.day, d.at.start) for d in found.dates if d.how != How.OFF]


def local(*parts: int) -> datetime:
    """The centre's local time."""
    return datetime(*parts)  # noqa: DTZ001 - which has no zone


def codes(found: Found) -> list[str]:
    return [remark.code for remark in found.remarks]


def independent(content: bytes, title: str) -> list[datetime]:
    """The same by another reader, in Toronto's time."""
    events = recurring_ical_events.of(Calendar.from_ical(content)).between(NOW, datetime(2027, 6, 2, tzinfo=TORONTO))
    local = [
        event.start.astimezone(TORONTO).replace(tzinfo=None)
        for event in events
        if event["SUMMARY"] == title and event.get("STATUS") != "CANCELLED" and isinstance(event.start, datetime)
    ]
    return sorted(local)


# --- As programs export them ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("google.ics", "Knitting Circle"),
        ("google.ics", "Chair Yoga"),
        ("google.ics", "Community Supper"),
        ("outlook.ics", "Drum Circle"),
        ("outlook.ics", "Friends’ Breakfast"),
        ("outlook.ics", "Cooking Together"),
    ],
)
def test_dates_are_those_of_an_independent_reader(file, title):
    content = (FILES / file).read_bytes()

    found = by_title(read(content))[title]

    expected = independent(content, title)
    assert starts(found) == expected
    assert len(expected) >= 1


def test_google_export_becomes_timetables_with_their_exceptions():
    found = by_title(read((FILES / "google.ics").read_bytes()))

    knitting = found["Knitting Circle"]
    schedule = knitting.schedule
    assert (schedule.frequency, schedule.first, schedule.start, schedule.minutes, schedule.last) == (
        Frequency.WEEKLY,
        date(2026, 9, 8),
        time(13, 30),
        90,
        None,
    )
    how = {d.original: (d.how, d.at.start, d.at.minutes) for d in knitting.dates}
    assert how[date(2026, 12, 22)][0] == How.OFF
    assert how[date(2027, 1, 12)] == (How.MOVED, time(14), 120)
    assert how[date(2027, 1, 19)][0] == How.OFF
    assert knitting.place == "The Lamp Room, 12 Mill Street, Maple Falls, ON K0H 2B0, Canada"
    assert (knitting.about, knitting.line) == ("", 27)
    assert starts(found["Community Supper"]) == [local(2026, 12, 15, 18)]
    assert codes(found["Chair Yoga"]) == ["single_dates"]


def test_google_export_says_of_the_rest_why_it_is_left_out():
    found = read((FILES / "google.ics").read_bytes())
    assert [(item.title, item.why.code) for item in found.unread] == [
        ("Centre closed", "all_day"),
        ("Spring Walk", "over"),
        ("Busy", "private"),
    ]


def test_outlook_export_is_read_with_its_own_names_of_zones():
    found = read((FILES / "outlook.ics").read_bytes())

    named = by_title(found)
    assert {title: (item.schedule.frequency, item.schedule.last) for title, item in named.items()} == {
        "Drum Circle": (Frequency.MONTHLY, None),
        "Friends’ Breakfast": (Frequency.MONTHLY_LAST, date(2027, 4, 30)),
        "Cooking Together": (Frequency.FORTNIGHTLY, date(2027, 2, 26)),
    }
    moved = next(d for d in named["Drum Circle"].dates if d.how == How.MOVED)
    assert (moved.original, moved.at.day, moved.at.place) == (date(2027, 3, 8), date(2027, 3, 16), "Harbour Hall")
    assert [(item.title, item.why.code, item.why.values) for item in found.unread] == [
        ("Stargazing", "zone", {"name": "Mars Standard Time"}),
        ("Buy tea", "task", {}),
    ]


def test_description_comes_along_where_somebody_wants_it_and_as_plain_text():
    found = by_title(read((FILES / "google.ics").read_bytes(), with_texts=True))
    assert found["Knitting Circle"].about == "Bring your knitting.\nTea is on us; so is the wool.\nWool"


# --- Rules ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "frequency"),
    [
        ("FREQ=WEEKLY", Frequency.WEEKLY),
        ("FREQ=DAILY;INTERVAL=7", Frequency.WEEKLY),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU", Frequency.FORTNIGHTLY),
        ("FREQ=DAILY;INTERVAL=14", Frequency.FORTNIGHTLY),
        ("FREQ=MONTHLY;BYDAY=1TU", Frequency.MONTHLY),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1", Frequency.MONTHLY),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=1", Frequency.WEEKLY),
    ],
)
def test_rule_that_we_hold_is_found_by_its_dates(rule, frequency):
    found = one(f"DTSTART;TZID=America/Toronto:20261201T133000\nRRULE:{rule}")
    assert found.schedule.frequency == frequency
    assert found.schedule.first == date(2026, 12, 1)


RULES = [
    "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=DAILY",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY;INTERVAL=3",
    "FREQ=WEEKLY;COUNT=5",
    "FREQ=WEEKLY;UNTIL=20270112T183000Z",
    "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270301T000000Z",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=1TU,3TU",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TH",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=5TU",
    "FREQ=YEARLY;BYMONTH=2;BYDAY=2TU",
    "FREQ=WEEKLY;BYDAY=TH",
]


@pytest.mark.parametrize("clock", ["133000", "203000", "003000"])
@pytest.mark.parametrize("zone", ["America/Toronto", "America/Halifax", "America/Regina", "America/Vancouver"])
@pytest.mark.parametrize("rule", RULES)
def test_any_rule_has_the_dates_of_an_independent_reader(rule, zone, clock):
    content = calendar(f"DTSTART;TZID={zone}:20261201T{clock}\nRRULE:{rule}").encode()

    found = read(content).found

    assert starts(found[0]) == independent(content, "Tea")


def test_last_day_without_a_time_is_one_of_the_dates():
    found = one("DTSTART;TZID=America/Toronto:20261201T133000\nRRULE:FREQ=WEEKLY;UNTIL=20261215")
    assert starts(found) == [local(2026, 12, day, 13, 30) for day in (1, 8, 15)]


def test_rule_that_we_do_not_hold_and_that_begins_later_is_known_by_its_first_date():
    found = one("DTSTART;TZID=America/Toronto:20270901T133000\nRRULE:FREQ=WEEKLY;BYDAY=WE,FR")
    assert (found.schedule.first, found.dates) == (date(2027, 9, 1), ())
    assert codes(found) == ["single_dates_until", "begins_later"]


def test_exceptions_are_in_any_rule():
    content = calendar(
        "UID:x\nDTSTART;TZID=America/Toronto:20261201T133000\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH\n"
        "EXDATE:20261208T183000Z,20261210T183000Z\nRDATE;TZID=America/Toronto:20261212T100000",
        "UID:x\nRECURRENCE-ID;TZID=America/Toronto:20261215T133000\nDTSTART;TZID=America/Toronto:20261216T090000",
    ).encode()

    found = read(content).found

    assert len(found) == 1
    assert starts(found[0]) == independent(content, "Tea")


def test_extra_dates_and_a_moved_extra_date():
    content = calendar(
        "UID:x\nDTSTART;TZID=America/Toronto:20261201T133000\nRRULE:FREQ=WEEKLY;COUNT=3\n"
        "RDATE;TZID=America/Toronto:20261219T100000,20261220T100000",
        "UID:x\nRECURRENCE-ID;TZID=America/Toronto:20261219T100000\nDTSTART;TZID=America/Toronto:20261221T090000",
    ).encode()

    found = read(content).found[0]

    assert starts(found) == independent(content, "Tea")
    assert [d.at.day.day for d in found.dates if d.how == How.EXTRA] == [20, 21]


def test_rule_in_other_zone_is_said_and_converted():
    found = one("DTSTART;TZID=America/Halifax:20261201T143000\nRRULE:FREQ=WEEKLY")
    assert (found.schedule.start, codes(found)) == (time(13, 30), ["other_zone"])


def test_thunder_bay_shows_the_time_of_toronto_and_nothing_is_said():
    found = one("DTSTART;TZID=America/Thunder_Bay:20261201T143000\nRRULE:FREQ=WEEKLY")
    assert (found.schedule.start, codes(found)) == (time(14, 30), [])


@pytest.mark.parametrize(
    "tzid",
    ["/freeassociation.sourceforge.net/America/Toronto", "Eastern Standard Time", "US/Eastern", "Canada/Eastern"],
)
def test_names_of_the_same_zone(tzid):
    found = one(f'DTSTART;TZID="{tzid}":20261201T143000\nRRULE:FREQ=WEEKLY')
    assert (found.schedule.start, found.schedule.frequency) == (time(14, 30), Frequency.WEEKLY)


def test_floating_time_is_the_centres_and_it_is_said():
    found = one("DTSTART:20261201T143000\nRRULE:FREQ=WEEKLY")
    assert (found.schedule.start, codes(found)) == (time(14, 30), ["floating"])


def test_calendar_wide_zone_holds_for_floating_times():
    found = one("DTSTART:20261201T143000", head="X-WR-TIMEZONE:America/Winnipeg")
    assert starts(found) == [local(2026, 12, 1, 15, 30)]


def test_exception_that_misses_has_no_effect_and_is_said():
    content = calendar(
        "DTSTART;TZID=America/Toronto:20261201T133000\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20261208T000000Z"
    ).encode()

    found = read(content).found[0]

    assert (codes(found), starts(found)) == (["exception_misses"], independent(content, "Tea"))


def test_newest_version_of_a_changed_date_counts():
    found = one(
        "UID:x\nDTSTART;TZID=America/Toronto:20261201T133000\nRRULE:FREQ=WEEKLY;COUNT=2",
        "UID:x\nSEQUENCE:2\nRECURRENCE-ID:20261208T183000Z\nDTSTART;TZID=America/Toronto:20261209T100000",
        "UID:x\nSEQUENCE:1\nRECURRENCE-ID:20261208T183000Z\nDTSTART;TZID=America/Toronto:20261210T100000",
    )
    assert starts(found)[1] == local(2026, 12, 9, 10)


def test_single_dates_without_their_series_are_one_group():
    found = one(
        "UID:x\nRECURRENCE-ID:20261208T183000Z\nDTSTART;TZID=America/Toronto:20261209T100000",
        "UID:x\nRECURRENCE-ID:20261215T183000Z\nDTSTART;TZID=America/Toronto:20261216T100000",
    )
    assert (codes(found), starts(found)) == (
        ["no_master"],
        [local(2026, 12, 9, 10), local(2026, 12, 16, 10)],
    )


def test_closed_days_make_no_date_and_are_named():
    christmas = date(2026, 12, 25)
    found = one("DTSTART:20261204T133000\nRRULE:FREQ=WEEKLY;COUNT=5", closed={christmas: True})
    assert christmas not in [start.date() for start in starts(found)]
    assert [remark.values for remark in found.remarks if remark.code == "closed_days"] == [{"days": [christmas]}]


def test_single_date_on_a_holiday_is_meant():
    found = one("DTSTART;TZID=America/Toronto:20270701T120000\nDTEND;TZID=America/Toronto:20270701T150000",
                closed={date(2027, 7, 1): True})  # fmt: skip
    assert codes(found) == ["begins_later"]


def test_exceptions_beyond_the_horizon_are_kept():
    found = one(
        "DTSTART;TZID=America/Toronto:20261201T133000\nRRULE:FREQ=WEEKLY\nEXDATE;TZID=America/Toronto:20271207T133000"
    )
    assert found.dates[-1].how == How.OFF
    assert found.dates[-1].original == date(2027, 12, 7)


# --- What is not read -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "why"),
    [
        ("DTSTART;VALUE=DATE:20261201", "all_day"),
        ("DTSTART:20261201T100000Z\nDURATION:PT0S", "no_end"),
        ("DTSTART:20261201T100000Z\nDTEND:20261201T090000Z", "no_end"),
        ("DTSTART:20261201T100000Z\nDTEND:20261204T090000Z", "too_long"),
        ("DTSTART:20261201T100000Z\nSUMMARY: ", "no_title"),
        ("DTSTART:20261131T100000Z", "date_unknown"),
        ("DTSTART:19001201T100000Z", "date_unknown"),
        ("SUMMARY:Tea", "no_start"),
        ("DTSTART;TZID=Nowhere/Land:20261201T100000", "zone"),
        ("DTSTART:20261201T100000Z\nSTATUS:CANCELLED", "cancelled"),
        ("DTSTART:20261201T100000Z\nCLASS:CONFIDENTIAL", "private"),
        ("DTSTART:20201201T100000Z", "over"),
        ("DTSTART:20201201T100000Z\nRRULE:FREQ=WEEKLY;COUNT=3", "over"),
        ("DTSTART:20261202T100000Z\nRRULE:FREQ=WEEKLY;COUNT=1\nEXDATE:20261202T100000Z", "all_off"),
        ("DTSTART:20261202T100000Z\nEXRULE:FREQ=WEEKLY\nRRULE:FREQ=WEEKLY", "exrule"),
        ("DTSTART:20261202T100000Z\nRRULE:FREQ=HOURLY", "rule"),
        ("DTSTART:20261202T100000Z\nRRULE:FREQ=DAILY;INTERVAL=0", "rule"),
        ("DTSTART:20261202T100000Z\nRRULE:FREQ=DAILY;BYHOUR=10,12", "rule"),
        ("DTSTART:20261202T100000Z\nRRULE:FREQ=MONTHLY;BYMONTHDAY=32", "rule"),
        ("DTSTART:20261202T100000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "rule"),
        ("DTSTART:20261202T100000Z\nRRULE:FREQ=DAILY;BYMONTH=2;BYSETPOS=2", "rule"),
        ("DTSTART:20261202T100000Z\nRRULE:FREQ=WEEKLY;UNTIL=soon", "rule"),
        ("DTSTART:20261202T100000Z\nRRULE:nonsense", "rule"),
        ("DTSTART:19700101T100000Z\nRRULE:FREQ=DAILY", "rule_too_many"),
    ],
)
def test_entry_is_refused_with_its_reason(event, why):
    assert refusal(event) == why


def test_change_from_one_date_on_is_not_read():
    events = (
        "UID:x\nDTSTART:20261201T133000Z\nRRULE:FREQ=WEEKLY",
        "UID:x\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261208T133000Z\nDTSTART:20261208T143000Z",
    )
    assert refusal(*events) == "range"


def test_closed_centre_leaves_nothing():
    assert refusal("DTSTART:20261202T100000\nRRULE:FREQ=WEEKLY;COUNT=1", closed={date(2026, 12, 2): False}) == "closed"


def test_line_that_cannot_be_read_is_named_and_the_entry_is_made():
    found = one("DTSTART:20261202T100000\nLOCATION")
    assert [(r.code, r.values) for r in found.remarks if r.code == "line_unreadable"] == [
        ("line_unreadable", {"line": 7})
    ]


def test_one_bad_entry_is_no_harm_to_the_others():
    found = read(calendar("DTSTART:2026", "DTSTART:20261202T100000"))
    assert (len(found.found), [item.why.code for item in found.unread]) == (1, ["date_unknown"])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"  \r\n", "empty"),
        (b"BEGIN:VCALENDAR\r\nVERSION:1.0\r\nSUMMARY;ENCODING=QUOTED-PRINTABLE:caf=C3=A9", "vcalendar_1"),
        (b"\xd0\xcf\x11\xe0 old office", "old_excel"),
        (b"PK\x03\x04 no zip", "not_a_table"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "not_a_table"),
        (b"x" * 1_500_001, "too_large"),
        (b"BEGIN:VCALENDAR\r\n" + b"\n" * 200_001, "too_long_file"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 2_001, "too_many_entries"),
        (b"hello,world\n1,2\n", "no_headings"),
    ],
)  # fmt: skip
def test_file_of_which_nothing_can_be_made(content, why):
    with pytest.raises(NotRead) as no:
        read(content)
    assert no.value.remark.code == why


def test_entry_that_is_cut_off_is_named():
    text = calendar("DTSTART:20261202T100000").split("END:VEVENT")[0]
    assert [item.why.code for item in read(text).unread] == ["cut_off"]


def test_slow_file_is_left_where_it_is(monkeypatch):
    monkeypatch.setattr("activities.importing.ics.SECONDS", -1)
    assert refusal("DTSTART:20261202T100000") == "too_slow"


# --- Letters --------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_letters_of_any_usual_encoding(encoding):
    found = read(calendar("DTSTART:20261202T100000\nSUMMARY:Café « été »").encode(encoding))
    assert (found.found[0].title, found.remarks) == ("Café « été »", ())


def test_old_windows_letters_are_read_and_it_is_said():
    found = read(calendar("DTSTART:20261202T100000\nSUMMARY:Café d’été").encode("cp1252"))
    assert (found.found[0].title, [r.code for r in found.remarks]) == ("Café d’été", ["encoding"])


def test_folded_line_is_put_together_again():
    found = one("DTSTART:20261202T100000\nSUMMARY:Knit\n ting a\n\tnd tea")
    assert found.title == "Knitting and tea"


def test_title_has_no_marks_that_cannot_be_seen():
    found = one("DTSTART:20261202T100000\nSUMMARY:Tea\u202e\u0000 \u200btime")
    assert found.title == "Tea time"


def test_long_title_is_cut_and_it_is_said():
    found = one("DTSTART:20261202T100000\nSUMMARY:" + "x" * 200)
    assert (len(found.title), "title_cut" in codes(found)) == (80, True)


def test_what_an_entry_says_is_the_same_however_often_it_is_exported():
    event = "UID:x\nDTSTART:20261202T100000\nLOCATION:Here"
    again = "UID:x\nLAST-MODIFIED:20261130T100000Z\nLOCATION:Here\nDTSTART:20261202T100000\nSEQUENCE:4"
    later = reader(now=NOW + timedelta(hours=3))
    assert one(event).said == files.read(calendar(again).encode(), later).found[0].said
    assert one(event).said != one("UID:x\nDTSTART:20261202T110000\nLOCATION:Here").said
