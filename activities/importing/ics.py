"""From the entries of a calendar file to groups: one for each UID, with the changes of its single dates."""

import time as stopwatch
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from activities.choices import Frequency
from activities.importing import entries, repeats, texts
from activities.importing.entries import Entry
from activities.importing.found import (
    SEEN,
    Found,
    NotRead,
    OneDate,
    Reader,
    Reading,
    Remark,
    Schedule,
    Unread,
    digest,
    merged,
)
from activities.importing.moments import Clock, Moment
from activities.importing.zones import Zones
from activities.models.imported import FileKind

SECONDS = 10  # longer than that no file is looked at: rules can be written that take for ever
_OF_DATES = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS")


def read(text: str, reader: Reader) -> Reading:
    """All groups of the file. Raises `NotRead` where it is no calendar at all."""
    file = entries.cut(text)
    zones = Zones(file.zones, own=reader.zone, year=reader.today.year, usual=file.usual_zone)
    clock = Clock(zones, reader.zone)
    by_uid: dict[str, list[Entry]] = {}
    for event in file.events:
        by_uid.setdefault(_uid(event), []).append(event)
    found, unread = [], list(file.unread)
    until = stopwatch.monotonic() + SECONDS
    for uid, events in by_uid.items():
        first = events[0]
        try:
            if stopwatch.monotonic() > until:
                raise NotRead("too_slow")
            found.append(_Series(events, clock, reader).read(uid))
        except NotRead as no:
            unread.append(Unread(first.line, texts.title(first.text("SUMMARY"))[0], no.remark))
    return Reading(FileKind.CALENDAR, tuple(found), tuple(sorted(unread, key=lambda one: one.line)))


def _uid(event: Entry) -> str:
    return event.text("UID").strip() or f"{event.text('SUMMARY')} {event.text('DTSTART')}"


def _newest(events: Sequence[Entry]) -> Entry:
    """Of several versions of one entry the one with the highest SEQUENCE; of equals the last."""

    def number(event: Entry) -> int:
        text = event.text("SEQUENCE").strip()[:9]
        return int(text) if text.isascii() and text.isdecimal() else 0

    return max(reversed(events), key=number)


class _Series:
    """The entries of one UID."""

    def __init__(self, events: list[Entry], clock: Clock, reader: Reader) -> None:
        self.clock, self.reader = clock, reader
        masters = [event for event in events if not event.get("RECURRENCE-ID")]
        versions: dict[str, list[Entry]] = {}
        for event in events:
            if event.get("RECURRENCE-ID"):
                versions.setdefault(str(event.get("RECURRENCE-ID")), []).append(event)
        self.overrides = [_newest(many) for many in versions.values()]
        self.remarks: list[Remark] = [remark for event in events for remark in event.remarks]
        self.alone = not masters
        if len(masters) > 1:
            self.remarks.append(Remark.of("same_uid", count=len(masters) - 1))
        self.master = _newest(masters) if masters else self.overrides[0]

    def read(self, uid: str) -> Found:
        self._check()
        title, cut = texts.title(self.master.text("SUMMARY"))
        if not title:
            raise NotRead("no_title")
        schedule = self._schedule()
        dates, more = schedule.ahead(self.reader)
        self.remarks += schedule.check_to_come(dates, more, self.reader)
        every = [self.master, *self.overrides]
        source = "\n".join(sorted(str(one) for event in every for one in event.all(*_OF_DATES, "LOCATION")))
        about = texts.paragraphs(self.master.text("DESCRIPTION")) if self.reader.with_texts else ""
        return Found(
            line=self.master.line,
            key=digest(uid),
            title=title,
            schedule=schedule,
            dates=tuple(dates),
            about=about,
            place=texts.line(self.master.text("LOCATION"))[:200],
            remarks=merged(self.remarks, cut, more),
            source=source,
        )

    def _check(self) -> None:
        """What speaks against the entry as a whole."""
        if self.master.text("CLASS").strip().upper() in {"PRIVATE", "CONFIDENTIAL"}:
            raise NotRead("private")
        if self.master.text("STATUS").strip().upper() == "CANCELLED" and not self.alone:
            raise NotRead("cancelled")
        if self.master.get("EXRULE"):
            raise NotRead("exrule")
        if any("RANGE" in one.params for event in self.overrides for one in event.all("RECURRENCE-ID")):
            raise NotRead("range")

    def _one_date(self, event: Entry) -> OneDate:
        start = self.clock.start(event)
        local = start.seen_from(self.reader.zone)
        place = texts.line(event.text("LOCATION"))[:200]
        usual = texts.line(self.master.text("LOCATION"))[:200]
        return OneDate(local.date(), local.time(), self.clock.minutes(event, start), "" if place == usual else place)

    # --- the timetable --------------------------------------------------------------------------
    def _schedule(self) -> Schedule:
        if self.alone:
            dates = [self._one_date(event) for event in self.overrides if not _is_cancelled(event)]
            if not dates:
                raise NotRead("cancelled")
            self.remarks.append(Remark.of("no_master"))
            return self._singles(dates)
        start = self.clock.start(self.master)
        minutes = self.clock.minutes(self.master, start)
        if start.is_floating:
            self.remarks.append(Remark.of("floating"))
        elif start.zone.key not in {self.reader.zone.key, "UTC"} and _differs(start, self.reader):
            self.remarks.append(Remark.of("other_zone", zone=start.zone.key))
        rules = self.master.all("RRULE")
        if len(rules) > 1:
            raise NotRead("rule")
        if not rules and (self.overrides or self.master.get("EXDATE")):
            return self._repeated(start, minutes, [start.local], None)
        if not rules:
            usual = start.seen_from(self.reader.zone)
            extra = tuple(self._at(moment, start, minutes) for moment in self._added(start) - {start.local})
            return Schedule(Frequency.ONCE, usual.date(), usual.time(), minutes, extra=extra)
        rule = repeats.parse(rules[0].value, zone=start.zone)
        starts = rule.starts(start.local, last=self._far(start))
        fitting = repeats.fit(rule, start.local, minutes=minutes, source=start.zone, reader=self.reader)
        return self._repeated(start, minutes, starts, fitting)

    def _far(self, start: Moment) -> datetime:
        """How far a rule is followed: past the exceptions that are kept."""
        today = datetime.combine(self.reader.today, datetime.min.time())
        return max(start.local, today) + SEEN

    def _repeated(self, start: Moment, minutes: int, starts: list[datetime], fitting: Schedule | None) -> Schedule:
        """The rule with its exceptions; as single dates where none of our timetables asks for the same."""
        added = self._added(start)
        if start.local not in starts:  # the first date counts, whatever the rule says (RFC 5545)
            added.add(start.local)
        off = self._called_off(start, {*starts, *added})
        changed = dict(self._changed(start))
        extra = [self._at(moment, start, minutes) for moment in added - off - set(changed) - set(starts)]

        def at(moment: datetime) -> OneDate:
            return self._at(moment, start, minutes)

        if fitting is None:
            kept = [at(moment) for moment in starts if moment not in off and moment not in changed]
            self._say_single(kept)
            ahead = [one for one in kept if self.reader.is_ahead(one.day, one.start)]
            by_rule = [one for one in ahead if one.day <= self.reader.until] or ahead[:1]
            return self._singles([*by_rule, *extra, *(one for one in changed.values() if one)])
        gone = {at(moment).day for moment in off if moment not in changed}
        gone |= {at(moment).day for moment, one in changed.items() if one is None}
        moved = {at(moment).day: one for moment, one in changed.items() if one and one != at(moment)}
        return replace(fitting, off=frozenset(gone), moved=moved, extra=tuple(extra))

    def _say_single(self, kept: list[OneDate]) -> None:
        if any(one.day > self.reader.until for one in kept):
            self.remarks.append(Remark.of("single_dates_until", day=self.reader.until))
        else:
            self.remarks.append(Remark.of("single_dates"))

    def _singles(self, dates: Sequence[OneDate]) -> Schedule:
        """The first open day, and all others beside it. Dates of the past are left out, unless there are no others."""
        ahead = [one for one in dates if self.reader.is_ahead(one.day, one.start)]
        closed = sorted({one.day for one in ahead if one.day in self.reader.closed})
        open_ones = [one for one in ahead if one.day not in self.reader.closed]
        if closed:
            self.remarks.append(Remark.of("closed_days", days=closed))
        if not ahead:
            raise NotRead("over" if dates or not self.master.get("EXDATE") else "all_off")
        if not open_ones:
            raise NotRead("closed")
        first, *rest = sorted(open_ones, key=lambda one: (one.day, one.start))
        own = {first.day: first} if first.place else {}
        return Schedule(Frequency.ONCE, first.day, first.start, first.minutes, moved=own, extra=tuple(rest))

    def _at(self, moment: datetime, start: Moment, minutes: int) -> OneDate:
        """A start in the entry's own zone as a date of the centre."""
        local = repeats.as_local(moment, start.zone, self.reader.zone)
        return OneDate(local.date(), local.time(), minutes)

    def _added(self, start: Moment) -> set[datetime]:
        """The starts that RDATE adds, in the entry's own zone."""
        found = set()
        for one in self.master.all("RDATE"):
            for text in filter(None, one.value.split(",")):
                try:
                    found.add(self.clock.moment(text.partition("/")[0], one.tzid).seen_from(start.zone))
                except NotRead:
                    self.remarks.append(Remark.of("date_left_out", text=texts.line(text)[:40]))
        return found

    def _called_off(self, start: Moment, starts: set[datetime]) -> set[datetime]:
        """The starts that EXDATE takes out. One that hits none is said and has no effect, as in every calendar."""
        found: set[datetime] = set()
        for one in self.master.all("EXDATE"):
            for text in filter(None, one.value.split(",")):
                hit = self._hit(text, one.tzid, start, starts)
                if not hit and self._is_near(text):
                    self.remarks.append(Remark.of("exception_misses", text=texts.line(text)[:40]))
                found |= hit
        return found

    def _is_near(self, text: str) -> bool:
        return text.strip()[:8] >= self.reader.today.strftime("%Y%m%d")

    def _hit(self, text: str, tzid: str, start: Moment, starts: set[datetime]) -> set[datetime]:
        day = text.strip()
        if len(day) == 8:
            return {moment for moment in starts if moment.strftime("%Y%m%d") == day}
        try:
            return {self.clock.moment(text, tzid).seen_from(start.zone)} & starts
        except NotRead:
            return set()

    def _changed(self, start: Moment) -> list[tuple[datetime, OneDate | None]]:
        """For each single date that was changed where it was, and how it is now: None where it was called off."""
        found: list[tuple[datetime, OneDate | None]] = []
        for event in self.overrides:
            original = event.get("RECURRENCE-ID")
            if original is None:
                continue
            text = original.value.strip()
            if len(text) == 8:
                text += f"T{start.local:%H%M%S}"
            moment = self.clock.moment(text, original.tzid).seen_from(start.zone)
            found.append((moment, None if _is_cancelled(event) else self._one_date(event)))
            if event.text("SUMMARY") not in {"", self.master.text("SUMMARY")}:
                self.remarks.append(Remark.of("own_title_lost", day=moment.date()))
        return found


def _is_cancelled(event: Entry) -> bool:
    return event.text("STATUS").strip().upper() == "CANCELLED"


def _differs(start: Moment, reader: Reader) -> bool:
    """Whether the other zone's clock shows another time: Thunder Bay and Toronto do not differ."""
    return start.seen_from(reader.zone) != start.local
