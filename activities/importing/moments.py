"""The moments that the entries of a calendar file speak of."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from icalendar import vDuration

from activities.importing import texts
from activities.importing.entries import Entry, Property
from activities.importing.found import NotRead
from activities.importing.zones import Zones

LONGEST = 24 * 60
YEARS = range(1970, 2101)


@dataclass(frozen=True)
class Moment:
    """A local time, and its zone."""

    local: datetime
    zone: ZoneInfo
    is_floating: bool = False

    @property
    def in_utc(self) -> datetime:
        return self.local.replace(tzinfo=self.zone).astimezone(UTC)

    def seen_from(self, zone: ZoneInfo) -> datetime:
        """The same moment as local time of another zone."""
        if zone.key == self.zone.key:
            return self.local
        return self.in_utc.astimezone(zone).replace(tzinfo=None)


class Clock:
    """Reads moments: in the zone that they name, else in the file's usual one, else in the centre's `own`."""

    def __init__(self, zones: Zones, own: ZoneInfo) -> None:
        self.zones, self.own = zones, own

    def moment(self, text: str, tzid: str) -> Moment:
        """Raises `NotRead` for a whole day, for what is no date, and for a zone that nobody knows."""
        text = text.strip().upper()
        if len(text) == 8:
            raise NotRead("all_day")
        try:
            # Seconds are no part of a group's time.
            local = datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S").replace(second=0)  # noqa: DTZ007
        except ValueError as error:
            raise NotRead("date_unknown", text=text[:40]) from error
        if local.year not in YEARS:
            raise NotRead("date_unknown", text=text[:40])
        if text.endswith("Z"):
            moment = Moment(local, ZoneInfo("UTC"))
            usual = self.zones.usual
            return Moment(moment.seen_from(usual), usual) if usual else moment
        if not tzid:
            return Moment(local, self.zones.usual or self.own, is_floating=not self.zones.usual)
        zone = self.zones.find(tzid)
        if zone is None:
            raise NotRead("zone", name=texts.line(tzid)[:80])
        return Moment(local, zone)

    def of(self, one: Property) -> Moment:
        return self.moment(one.value, one.tzid)

    def start(self, event: Entry) -> Moment:
        found = event.get("DTSTART")
        if found is None:
            raise NotRead("no_start")
        return self.of(found)

    def minutes(self, event: Entry, start: Moment) -> int:
        """How long it lasts, in real minutes."""
        if end := event.get("DTEND"):
            length = self.of(end).in_utc - start.in_utc
        elif written := event.text("DURATION").strip():
            try:
                length = vDuration.from_ical(written)
            except (ValueError, OverflowError) as error:
                raise NotRead("no_end") from error
        else:
            raise NotRead("no_end")
        minutes = int(length.total_seconds() // 60)
        if minutes <= 0:
            raise NotRead("no_end")
        if minutes > LONGEST:
            raise NotRead("too_long")
        return minutes
