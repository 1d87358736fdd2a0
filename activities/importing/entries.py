"""A calendar file cut into its entries, each with its line: what is wrong with one is no harm to the others."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar import Parameters
from icalendar.parser import Contentline

from activities.importing import zones
from activities.importing.found import NotRead, Remark, Unread
from activities.importing.zones import Offsets

MOST_LINES = 200_000
MOST_EVENTS = 2_000
# All that is looked at: neither who is invited, nor who wrote it, nor alarms.
_OF_EVENT = frozenset({"UID", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "CLASS", "SEQUENCE"}) | frozenset(
    {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"}
)
_OF_ZONE = frozenset({"TZID", "X-LIC-LOCATION", "TZOFFSETTO"})
_OF_CALENDAR = frozenset({"VERSION", "X-WR-TIMEZONE"})
_OTHERS = {"VTODO": "task", "VJOURNAL": "note", "VFREEBUSY": "free_busy"}


@dataclass(frozen=True)
class Property:
    name: str
    params: Parameters
    value: str

    @property
    def tzid(self) -> str:
        found = self.params.get("TZID", "")
        return found if isinstance(found, str) else ""

    def __str__(self) -> str:
        return f"{self.name};{self.tzid}:{self.value}"


@dataclass
class Entry:
    """One component of the file."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def all(self, *names: str) -> list[Property]:
        return [one for one in self.properties if one.name in names]

    def get(self, name: str) -> Property | None:
        return next(iter(self.all(name)), None)

    def text(self, name: str) -> str:
        found = self.get(name)
        return found.value if found else ""


@dataclass
class File:
    events: list[Entry] = field(default_factory=list)
    zones: dict[str, Offsets | str] = field(default_factory=dict)
    usual_zone: str = ""
    unread: list[Unread] = field(default_factory=list)


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Each line of content, put together again, with the number of the line on which it begins."""
    begun, parts = 1, [""]
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if number > MOST_LINES:
            raise NotRead("too_long_file", most=MOST_LINES)
        if raw[:1] in {" ", "\t"}:
            parts.append(raw[1:])
            continue
        yield begun, "".join(parts)
        begun, parts = number, [raw]
    yield begun, "".join(parts)


def cut(text: str) -> File:
    """Raises `NotRead` where it is no calendar, one of 1996, or too long."""
    found = File()
    open_ones: list[Entry] = []
    for number, content in unfolded(text):
        name = content.split(":")[0].split(";")[0].strip().upper()
        if name == "BEGIN":
            open_ones.append(Entry(content.partition(":")[2].strip().upper(), number))
        elif name == "END":
            _close(found, open_ones, content.partition(":")[2].strip().upper())
        elif open_ones:
            _read(found, open_ones[-1], name, number, content)
    for entry in open_ones:
        if entry.name == "VEVENT":
            found.unread.append(Unread(entry.line, entry.text("SUMMARY"), Remark.of("cut_off")))
    return found


def _close(found: File, open_ones: list[Entry], name: str) -> None:
    """The end of a component; an end without a beginning is nobody's."""
    if not open_ones or open_ones[-1].name != name:
        return
    entry = open_ones.pop()
    if name == "VEVENT":
        found.events.append(entry)
        if len(found.events) > MOST_EVENTS:
            raise NotRead("too_many_entries", most=MOST_EVENTS)
    elif name in {"STANDARD", "DAYLIGHT"} and open_ones and open_ones[-1].name == "VTIMEZONE":
        # The last one that is written down holds today.
        open_ones[-1].properties += [Property(name, one.params, one.value) for one in entry.all("TZOFFSETTO")]
    elif name == "VTIMEZONE" and (described := _zone(entry)):
        found.zones[entry.text("TZID")] = described
    elif name in _OTHERS:
        found.unread.append(Unread(entry.line, entry.text("SUMMARY"), Remark.of(_OTHERS[name])))


def _zone(entry: Entry) -> Offsets | str | None:
    """A zone by its usual name, where it says it beside its own; else its offsets in winter and in summer."""
    if usual := entry.text("X-LIC-LOCATION"):
        return usual
    said = {name: [zones.offset(one.value) for one in entry.all(name)] for name in ("STANDARD", "DAYLIGHT")}
    winter = next(iter(reversed(said["STANDARD"])), None)
    summer = next(iter(reversed(said["DAYLIGHT"])), winter)
    return (winter, summer) if winter is not None and summer is not None else None


def _read(found: File, entry: Entry, name: str, number: int, content: str) -> None:
    wanted = {
        "VEVENT": _OF_EVENT,
        "VTIMEZONE": _OF_ZONE,
        "STANDARD": _OF_ZONE,
        "DAYLIGHT": _OF_ZONE,
        "VCALENDAR": _OF_CALENDAR,
        **dict.fromkeys(_OTHERS, frozenset({"SUMMARY"})),
    }.get(entry.name, frozenset())
    if name not in wanted:
        return
    try:
        _name, params, value = Contentline(content).parts()
    except (ValueError, TypeError, LookupError):
        entry.remarks.append(Remark.of("line_unreadable", line=number))
        return
    if name == "VERSION" and value.strip() == "1.0":
        raise NotRead("vcalendar_1")
    if name == "X-WR-TIMEZONE":
        found.usual_zone = value
    entry.properties.append(Property(name, params, value))
