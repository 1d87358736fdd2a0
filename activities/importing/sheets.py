"""From the rows of a spreadsheet to groups: one row is one group."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from activities.choices import Frequency
from activities.importing import headings, often, texts, typed
from activities.importing.found import Found, NotRead, Reader, Reading, Remark, Schedule, Unread, digest, merged
from activities.importing.moments import LONGEST
from activities.importing.often import Often
from activities.importing.tables import Row
from activities.models.imported import FileKind
from core.text import fold

_LEFT_OUT = Remark.of("column_unknown")
_OF_DATES = ("weekday", "often", "first", "last", "start", "end", "length")


def read(rows: Sequence[Row], reader: Reader) -> Reading:
    """All groups of the sheet. Raises `NotRead` where no row holds the headings."""
    head = headings.find(rows)
    if head is None:
        raise NotRead("no_headings")
    found = []
    unread = [Unread(head.number, texts.line(name)[: texts.LONGEST_TITLE], _LEFT_OUT) for name in head.unknown]
    seen: Counter[str] = Counter()
    for number, cells in rows:
        if number <= head.number:
            continue
        row = _Row(number, {name: _cell(cells, column) for name, column in head.columns.items()})
        title = texts.line(row.text("title"))
        seen[fold(title)] += 1
        try:
            found.append(row.found(reader, nth=seen[fold(title)]))
        except NotRead as no:
            unread.append(Unread(number, title[: texts.LONGEST_TITLE], no.remark))
    return Reading(FileKind.SHEET, tuple(found), tuple(unread))


def _cell(cells: Sequence[Any], column: int) -> Any:
    return cells[column] if column < len(cells) else None


@dataclass(frozen=True)
class _Row:
    number: int
    cells: Mapping[str, Any]

    def text(self, name: str) -> str:
        value = self.cells.get(name)
        return "" if value is None else str(value)

    def found(self, reader: Reader, *, nth: int) -> Found:
        """`nth`: how many rows so far have this title; together they are what the row is known by."""
        title, cut = texts.title(self.text("title"))
        if not title:
            raise NotRead("no_title")
        remarks: list[Remark] = []
        schedule = self._schedule(reader, remarks)
        dates, more = schedule.ahead(reader)
        remarks += schedule.check_to_come(dates, more, reader)
        return Found(
            line=self.number,
            key=digest(f"{fold(title)} {nth}"),
            title=title,
            schedule=schedule,
            dates=tuple(dates),
            about=texts.paragraphs(self.text("text")) if reader.with_texts else "",
            place=texts.line(self.text("place"))[:200],
            leader=texts.line(self.text("leader"))[:200],
            capacity=self._or_remark("seats", typed.whole, remarks),
            kind=self._kind(remarks),
            languages=self._languages(remarks),
            remarks=merged(remarks, cut, more),
            source="|".join(self.text(name) for name in _OF_DATES),
        )

    # --- when -----------------------------------------------------------------------------------
    def _schedule(self, reader: Reader, remarks: list[Remark]) -> Schedule:
        start, minutes = self._hours()
        how_often = often.read(self.cells.get("often"))
        first = self._first(how_often, reader)
        last = typed.day(self.cells.get("last"))
        if last and last < first:
            raise NotRead("last_before_first")
        frequency = how_often.frequency
        if not self.text("often").strip():
            # A date without a word of repetition, and without a weekday, is that one date.
            frequency = Frequency.ONCE if not self.text("weekday").strip() and last is None else frequency
            remarks.append(Remark.of("taken_as_once" if frequency == Frequency.ONCE else "taken_as_weekly"))
        return Schedule(frequency, first, start, minutes, None if frequency == Frequency.ONCE else last)

    def _hours(self) -> tuple[time, int]:
        start, end = typed.hours(self.cells.get("start"))
        if start is None:
            raise NotRead("no_start")
        end = typed.clock(self.cells.get("end")) or end
        minutes = typed.minutes(self.cells.get("length"))
        if end is not None and minutes is None:
            minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
        if minutes is None:
            raise NotRead("no_end")
        if minutes <= 0:
            raise NotRead("ends_before_start")
        if minutes > LONGEST:
            raise NotRead("too_long")
        return start, minutes

    def _first(self, how_often: Often, reader: Reader) -> date:
        """The first date; without one, the next that the weekday and the frequency allow."""
        first = typed.day(self.cells.get("first"))
        weekday = typed.weekday(self.cells.get("weekday"))
        if weekday is None:
            weekday = how_often.weekday
        elif how_often.weekday not in {None, weekday}:
            raise NotRead("weekdays_differ")
        if first is None:
            if weekday is None:
                raise NotRead("no_day")
            return how_often.first_from(reader.today, weekday)
        if weekday is not None and first.weekday() != weekday:
            raise NotRead("wrong_weekday", day=first)
        if not how_often.holds(first):
            raise NotRead("wrong_nth", day=first)
        return first

    # --- what can stay open ---------------------------------------------------------------------
    def _or_remark(self, name: str, read_one: Any, remarks: list[Remark]) -> Any:
        try:
            return read_one(self.cells.get(name))
        except NotRead as no:
            remarks.append(no.remark)
            return None

    def _kind(self, remarks: list[Remark]) -> str:
        text = self.text("kind").strip()
        found = headings.kind(text) if text else None
        if text and found is None:
            remarks.append(Remark.of("kind_unknown", text=texts.line(text)[:40]))
        return str(found.value) if found else ""

    def _languages(self, remarks: list[Remark]) -> tuple[str, ...]:
        text = self.text("language").strip()
        found = headings.languages(text) if text else []
        if found is None:
            remarks.append(Remark.of("language_unknown", text=texts.line(text)[:40]))
        return tuple(found or ())
