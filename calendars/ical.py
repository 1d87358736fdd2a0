"""From sessions to the bytes of an iCalendar file (RFC 5545, RFC 7986). Pure: no database, no settings, no clock.

What all dates of a group say alike (`Words`) is escaped and folded by icalendar once per group, and its lines are
reused for each date: the lines that differ are plain ASCII. A thousand component objects would take eight times as
long; a test compares the two, line by line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vCalAddress, vDuration, vText, vUri
from icalendar.parser import Contentline

from calendars.zones import vtimezone

# Part of every ETag: raise it with each change of what a file looks like, and every subscriber fetches anew.
RENDER_VERSION = 2
PRODID = "-//Porchlight//Calendar feeds//EN"
COLOUR = "goldenrod"  # a CSS3 name (RFC 7986 s. 5.9): the lamp's
REFRESH = timedelta(hours=1)
# Everything that is no letter, mark or line break: characters that RFC 5545 forbids in text.
CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


@dataclass(frozen=True, slots=True)
class Words:
    """What every date of a group in one state and one place says. Empty text leaves the property out."""

    summary: str
    description: str
    language: str  # that the title is written in
    location: str = ""
    geo: tuple[float, float] | None = None
    url: str = ""
    category: str = ""
    organizer: str = ""
    organizer_email: str = ""
    is_private: bool = False
    is_cancelled: bool = False
    is_tentative: bool = False  # not certain yet
    takes_time: bool = False  # whether the reader counts as busy
    reminds_before: timedelta | None = None  # the program itself reminds


@dataclass(slots=True)  # not frozen: a thousand of those take three times as long to make
class Entry:
    """One date."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    modified_at: datetime
    revision: int
    words: Words
    zone: ZoneInfo | None = None  # where it is; the file's, where nothing else is said


@dataclass(frozen=True, slots=True)
class Feed:
    """One file."""

    name: str
    description: str
    language: str
    zone: ZoneInfo
    source: str
    url: str
    modified_at: datetime
    entries: Sequence[Entry]


def render(feed: Feed) -> bytes:
    """The file: UTF-8, CRLF, no line longer than 75 octets."""
    shared: dict[Words, bytes] = {}
    parts = [_head(feed), *_zones(feed)]
    for entry in feed.entries:
        if entry.words not in shared:
            shared[entry.words] = _shared_lines(entry.words)
        own = _own_lines(entry, entry.zone or feed.zone)
        parts += (b"BEGIN:VEVENT\r\n", own, shared[entry.words], b"END:VEVENT\r\n")
    parts.append(b"END:VCALENDAR\r\n")
    return b"".join(parts)


def _head(feed: Feed) -> bytes:
    """Everything before the first component. Older programs know the X- names, newer ones those of RFC 7986."""
    calendar = Calendar()
    language = {"language": feed.language}
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if all(entry.words.organizer_email for entry in feed.entries):
        calendar.add("method", "PUBLISH")  # which asks for an organizer at every entry (RFC 5546 s. 3.2.1)
    calendar.add("name", _text(feed.name), parameters=language)
    calendar.add("x-wr-calname", _text(feed.name))
    calendar.add("description", _text(feed.description), parameters=language)
    calendar.add("x-wr-caldesc", _text(feed.description))
    calendar.add("x-wr-timezone", feed.zone.key)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add("color", COLOUR)
    calendar.add("last-modified", feed.modified_at.astimezone(UTC))
    if feed.source:
        calendar.add("source", vUri(feed.source), parameters={"value": "URI"})
    if feed.url:
        calendar.add("url", vUri(feed.url))
    return bytes(calendar.to_ical()).removesuffix(b"END:VCALENDAR\r\n")


def _zones(feed: Feed) -> list[bytes]:
    """The rules of every zone that is named in the file, in the order of their names."""
    years = [entry.starts_at.year for entry in feed.entries] or [feed.modified_at.year]
    keys = {(entry.zone or feed.zone).key for entry in feed.entries} or {feed.zone.key}
    # A date near New Year may be in the next year in UTC or in local time: one year more at either end.
    return [vtimezone(key, min(years) - 1, max(years) + 1) for key in sorted(keys)]


def _own_lines(entry: Entry, zone: ZoneInfo) -> bytes:
    """What only this date says. Nothing here was typed by a person."""
    changed = _utc(entry.modified_at)
    lines = (
        f"DTSTAMP:{changed}\r\nLAST-MODIFIED:{changed}\r\nSEQUENCE:{entry.revision}\r\n"
        f"{_moment('DTSTART', entry.starts_at, zone)}\r\n{_moment('DTEND', entry.ends_at, zone)}\r\n"
    )
    return _folded(f"UID:{entry.uid}") + b"\r\n" + lines.encode("ascii")


def _folded(line: str) -> bytes:
    """An ASCII line; the site's name may make it too long."""
    return line.encode("ascii") if len(line) <= 75 else bytes(Contentline(line).to_ical())


def _moment(name: str, moment: datetime, zone: ZoneInfo) -> str:
    """A moment in local time. The hour that autumn repeats can be told apart in UTC only, the second time around."""
    local = moment.astimezone(zone)
    return f"{name}:{_utc(moment)}" if local.fold else f"{name};TZID={zone.key}:{_digits(local)}"


@lru_cache(maxsize=4096)
def _utc(moment: datetime) -> str:
    """Many dates of a file were last changed at the same moment: when their group was."""
    return f"{_digits(moment.astimezone(UTC))}Z"


def _digits(moment: datetime) -> str:
    """20261110T140000: four times as fast as strftime, three times for each date."""
    return moment.isoformat()[:19].replace("-", "").replace(":", "")


def _shared_lines(words: Words) -> bytes:
    """The lines that every date with these words has, escaped and folded by icalendar."""
    event = Event()
    language = {"language": words.language}
    event.add("summary", _text(words.summary), parameters=language)
    event.add("description", _text(words.description), parameters=language)
    event.add("status", _status(words))
    event.add("transp", "OPAQUE" if words.takes_time and not words.is_cancelled else "TRANSPARENT")
    event.add("class", "PRIVATE" if words.is_private else "PUBLIC")
    if words.location:
        event.add("location", _text(words.location))
    if words.geo:
        event.add("geo", words.geo)
    if words.url:
        event.add("url", vUri(words.url))
    if words.category:
        event.add("categories", [_text(words.category)])
    if words.organizer_email:
        address = vCalAddress(f"mailto:{_clean(words.organizer_email)}")
        address.params["CN"] = _clean(words.organizer)
        event.add("organizer", address)
    if words.reminds_before and not words.is_cancelled:
        event.add_component(_alarm(words, words.reminds_before))
    lines = bytes(event.to_ical())
    return lines.removeprefix(b"BEGIN:VEVENT\r\n").removesuffix(b"END:VEVENT\r\n")


def _status(words: Words) -> str:
    if words.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if words.is_tentative else "CONFIRMED"


def _alarm(words: Words, before: timedelta) -> Alarm:
    """A reminder on the reader's own screen, which says no more than the entry does."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _text(words.summary))
    alarm.add("trigger", -before)
    return alarm


def _text(value: str) -> vText:
    return vText(_clean(value))


def _clean(value: str) -> str:
    """Text with plain line breaks and without control characters, such as a paste from a word processor brings."""
    return value.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROLS)


def invitation(entry: Entry, *, zone: ZoneInfo, method: str, attendee: str) -> bytes:
    """The same date as an invitation to one person, or as its end (RFC 5546: REQUEST and CANCEL).

    Whoever signed up has said yes: the invitation says so, and still asks, or programs would send no reply when
    somebody changes their mind.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    guest = Event()
    address = vCalAddress(f"mailto:{_clean(attendee)}")
    address.params.update({"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT"})
    if method == "REQUEST":
        address.params.update({"PARTSTAT": "ACCEPTED", "RSVP": "TRUE"})
    guest.add("attendee", address)
    begin, end = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"
    guest_lines = bytes(guest.to_ical()).removeprefix(begin).removesuffix(end)
    year = entry.starts_at.year
    parts = [bytes(calendar.to_ical()).removesuffix(b"END:VCALENDAR\r\n"), vtimezone(zone.key, year - 1, year + 1)]
    parts += [begin, _own_lines(entry, zone), _shared_lines(entry.words), guest_lines, end, b"END:VCALENDAR\r\n"]
    return b"".join(parts)
