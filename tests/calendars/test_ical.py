"""Bytes from plain values: every property, folding, escaping, and the same as a plain icalendar build."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event, vCalAddress, vText

from calendars import ical
from calendars.ical import Entry, Feed, Words

START = datetime(2026, 12, 1, 19, tzinfo=UTC)
CHANGED = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
TORONTO = ZoneInfo("America/Toronto")
WORDS = Words(
    summary="Cards; tea, and talk",
    description="An easy afternoon.\n\nQuestions? Call 613-555-0142.",
    language="en",
    location="Big room, 12 Mill Street, Tweed, ON K0K 3J0",
    geo=(44.47512, -77.31045),
    url="https://porchlight.example/en/activities/cards/",
    category="Cards and games",
    organizer="Gateway Centre",
    organizer_email="hello@gateway.example",
)
ENTRY = Entry(
    uid="session-b3b7d9c2-9c5f-4a55-8d1c-1f0d8a4b7f11@porchlight.example",
    starts_at=START,
    ends_at=START + timedelta(minutes=90),
    modified_at=CHANGED,
    revision=3,
    words=WORDS,
)
FEED = Feed(
    name="Gateway Centre",
    description="All dates",
    language="en",
    zone=TORONTO,
    source="https://porchlight.example/calendar/centre/gateway.ics",
    url="https://porchlight.example/en/",
    modified_at=CHANGED,
    entries=[ENTRY],
)


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def event_of(words: Words) -> icalendar.Event:
    data = ical.render(replace(FEED, entries=[replace(ENTRY, words=words)]))
    [event] = Calendar.from_ical(data).events
    return event


def test_event_has_every_property() -> None:
    lines = unfolded(ical.render(FEED))

    assert lines[lines.index("BEGIN:VEVENT") :] == [
        "BEGIN:VEVENT",
        "UID:session-b3b7d9c2-9c5f-4a55-8d1c-1f0d8a4b7f11@porchlight.example",
        "DTSTAMP:20261120T153000Z",
        "LAST-MODIFIED:20261120T153000Z",
        "SEQUENCE:3",
        "DTSTART;TZID=America/Toronto:20261201T140000",
        "DTEND;TZID=America/Toronto:20261201T153000",
        "SUMMARY;LANGUAGE=en:Cards\\; tea\\, and talk",
        "CATEGORIES:Cards and games",
        "CLASS:PUBLIC",
        "DESCRIPTION;LANGUAGE=en:An easy afternoon.\\n\\nQuestions? Call 613-555-0142.",
        "GEO:44.47512;-77.31045",
        "LOCATION:Big room\\, 12 Mill Street\\, Tweed\\, ON K0K 3J0",
        'ORGANIZER;CN="Gateway Centre":mailto:hello@gateway.example',
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "URL:https://porchlight.example/en/activities/cards/",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_calendar_has_every_property() -> None:
    lines = unfolded(ical.render(FEED))

    assert lines[: lines.index("BEGIN:VTIMEZONE")] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Porchlight//Calendar feeds//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "DESCRIPTION;LANGUAGE=en:All dates",
        "X-WR-CALDESC:All dates",
        "NAME;LANGUAGE=en:Gateway Centre",
        "X-WR-CALNAME:Gateway Centre",
        "COLOR:goldenrod",
        "LAST-MODIFIED:20261120T153000Z",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "SOURCE;VALUE=URI:https://porchlight.example/calendar/centre/gateway.ics",
        "URL:https://porchlight.example/en/",
        "X-PUBLISHED-TTL:PT1H",
        "X-WR-TIMEZONE:America/Toronto",
    ]


def test_file_without_organizers_does_not_say_that_it_is_published() -> None:
    nobody = replace(ENTRY, words=replace(WORDS, organizer_email=""))

    assert "METHOD:PUBLISH" in unfolded(ical.render(replace(FEED, entries=[])))
    assert "METHOD:PUBLISH" not in unfolded(ical.render(replace(FEED, entries=[ENTRY, nobody])))


def test_date_that_is_not_certain_is_tentative_and_a_cancelled_one_is_that() -> None:
    assert event_of(replace(WORDS, is_tentative=True))["status"] == "TENTATIVE"
    assert event_of(replace(WORDS, is_tentative=True, is_cancelled=True))["status"] == "CANCELLED"


def test_reminder_says_no_more_than_the_title() -> None:
    lines = unfolded(
        ical.render(replace(FEED, entries=[replace(ENTRY, words=replace(WORDS, reminds_before=timedelta(days=1)))]))
    )

    assert lines[lines.index("BEGIN:VALARM") : lines.index("END:VALARM")] == [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Cards\\; tea\\, and talk",
        "TRIGGER:-P1D",
    ]
    assert lines.index("END:VALARM") == lines.index("END:VEVENT") - 1


def test_every_zone_that_is_named_has_its_rules_once() -> None:
    winnipeg = ZoneInfo("America/Winnipeg")
    entries = [ENTRY, replace(ENTRY, zone=winnipeg), replace(ENTRY, zone=winnipeg)]

    calendar = Calendar.from_ical(ical.render(replace(FEED, entries=entries)))

    assert [zone["tzid"] for zone in calendar.timezones] == ["America/Toronto", "America/Winnipeg"]
    assert [event["dtstart"].dt.strftime("%H:%M") for event in calendar.events] == ["14:00", "13:00", "13:00"]


def test_empty_feed_is_still_a_calendar() -> None:
    calendar = Calendar.from_ical(ical.render(replace(FEED, entries=[])))

    assert (calendar.events, len(calendar.timezones)) == ([], 1)


def test_cancelled_date_takes_no_time() -> None:
    event = event_of(replace(WORDS, is_cancelled=True, takes_time=True))

    assert (event["status"], event["transp"]) == ("CANCELLED", "TRANSPARENT")


def test_date_of_ones_own_takes_time() -> None:
    assert event_of(replace(WORDS, takes_time=True))["transp"] == "OPAQUE"


def test_bare_words_leave_properties_out() -> None:
    event = event_of(Words(summary="Group", description="", language="en", organizer="Centre", is_private=True))

    assert sorted(event.keys()) == [
        "CLASS",
        "DESCRIPTION",
        "DTEND",
        "DTSTAMP",
        "DTSTART",
        "LAST-MODIFIED",
        "SEQUENCE",
        "STATUS",
        "SUMMARY",
        "TRANSP",
        "UID",
    ]
    assert event["class"] == "PRIVATE"


def test_second_run_of_the_repeated_hour_is_told_in_utc() -> None:
    start = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)  # 1:30 in the night, for the first time
    data = ical.render(replace(FEED, entries=[replace(ENTRY, starts_at=start, ends_at=start + timedelta(hours=1))]))

    lines = unfolded(data)
    assert "DTSTART;TZID=America/Toronto:20261101T013000" in lines
    assert "DTEND:20261101T063000Z" in lines


def plain_build(words: Words) -> Event:
    """The same date as one icalendar component, the slow and obvious way."""
    event = Event()
    event.add("uid", ENTRY.uid)
    event.add("dtstamp", ENTRY.modified_at)
    event.add("last-modified", ENTRY.modified_at)
    event.add("sequence", ENTRY.revision)
    event.add("dtstart", ENTRY.starts_at.astimezone(TORONTO))
    event.add("dtend", ENTRY.ends_at.astimezone(TORONTO))
    event.add("summary", words.summary, parameters={"language": words.language})
    event.add("description", words.description, parameters={"language": words.language})
    event.add("location", words.location)
    event.add("geo", words.geo)
    event.add("categories", [words.category])
    event.add("url", words.url)
    event.add("status", "CONFIRMED")
    event.add("class", "PUBLIC")
    event.add("transp", "TRANSPARENT")
    organizer = vCalAddress(f"mailto:{words.organizer_email}")
    organizer.params["cn"] = vText(words.organizer)
    event["organizer"] = organizer
    return event


def test_fast_output_equals_a_plain_build() -> None:
    words = replace(WORDS, summary="Soirée « cartes », thé; jasette \\ " * 4)
    data = ical.render(replace(FEED, entries=[replace(ENTRY, words=words)])).decode()
    fast = data[data.index("BEGIN:VEVENT") : data.index("END:VCALENDAR")]

    plain = plain_build(words).to_ical().decode()
    assert sorted(fast.replace("\r\n ", "").split("\r\n")) == sorted(plain.replace("\r\n ", "").split("\r\n"))


@given(st.text(max_size=300), st.text(max_size=80), st.booleans())
def test_any_text_is_folded_and_comes_back(summary: str, name: str, is_long_host: bool) -> None:
    words = replace(WORDS, summary=summary, location=f"x{summary}", organizer=f"x{name}", category=f"x{name}")
    uid = ENTRY.uid + ".long-enough-to-need-a-second-line" * is_long_host
    data = ical.render(replace(FEED, name=name, entries=[replace(ENTRY, words=words, uid=uid)]))

    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert b"\n" not in data.replace(b"\r\n", b"")
    [line.decode() for line in data.split(b"\r\n")]  # no character is cut in two
    [event] = Calendar.from_ical(data).events
    assert (event["uid"], event["summary"]) == (uid, ical._clean(summary))


@pytest.mark.parametrize(
    "text",
    [
        "Cards\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Injected",
        "Cards\nATTENDEE:mailto:someone@example.org",
        "Cards\rATTACH:https://example.org/",
        "Cards\u2028X\u0085Y\x0bZ\x00",
        'Cards";X-EVIL=1:mailto:someone@example.org',
        "Cards\\nATTENDEE:x\\;y\\,z",
    ],
)
def test_text_cannot_become_a_property(text: str) -> None:
    words = replace(WORDS, summary=text, description=text, location=text, category=text, organizer=text)
    data = ical.render(replace(FEED, name=text, description=text, entries=[replace(ENTRY, words=words)]))

    [event] = Calendar.from_ical(data).events
    assert sorted(event.keys()) == sorted(event_of(WORDS).keys())
    assert event["summary"] == ical._clean(text)
    assert event["organizer"] == "mailto:hello@gateway.example"
