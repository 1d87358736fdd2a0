"""What a change would do, before it is done: in words, date by date, and as a small calendar of before and after."""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from activities.models import Activity, Session
from activities.presenters.calendar import FIRST_WEEKDAY, month_name
from activities.services.clashes import Clash
from activities.services.plans import Kind, Plan, Step
from activities.services.timetable import Wanted
from centres.models import Venue
from core import dates

MOST_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One date: as it was, as it will be; either is empty where there is none. `pk` asks for a decision about it."""

    was: str
    will: str
    people: int = 0
    clashes: tuple[str, ...] = ()
    pk: int | None = None
    could_go: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the small calendar. `mark` is one of "stays", "changes", "goes", "comes" or empty."""

    number: int
    mark: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    name: str
    weeks: list[list[Day | None]]


@dataclass(frozen=True, slots=True)
class Shown:
    """The plan as the page has it."""

    changes: list[Line]
    back: list[Line]
    appears: list[Line]
    decide: list[Line]
    goes: list[Line]
    kept: list[Line]
    resized: int
    months: list[Month] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.changes or self.back or self.appears or self.decide or self.goes or self.resized)


class _Writer:
    """Says dates and clashes, with the place where it changes. Knows the rooms by their key."""

    def __init__(self, activity: Activity, rooms: Mapping[int, Venue], clashes: Mapping[date, list[Clash]]) -> None:
        self.zone, self.rooms, self.clashes = activity.centre.zone, rooms, clashes

    def was(self, session: Session, *, with_place: bool = False) -> str:
        return self._say(session.starts_at, session.ends_at, session.venue_id if with_place else None)

    def will(self, wanted: Wanted, *, with_place: bool = False) -> str:
        return self._say(wanted.slot.starts_at, wanted.slot.ends_at, wanted.venue_id if with_place else None)

    def _say(self, start: datetime, end: datetime, venue_id: int | None) -> str:
        said = capfirst(dates.when(start.astimezone(self.zone), end.astimezone(self.zone)))
        room = self.rooms.get(venue_id or 0)
        return f"{said}, {room.name}" if room else said

    def against(self, wanted: Wanted) -> tuple[str, ...]:
        return tuple(self._clash(one) for one in self.clashes.get(wanted.original, ()))

    def _clash(self, clash: Clash) -> str:
        other = clash.session
        said = {"group": other.activity.title, "when": dates.clock_range(other.local_start, other.local_end)}
        if clash.in_room:
            return _("The room is taken: %(group)s, %(when)s") % said
        return _("A leader is busy: %(group)s, %(when)s") % said

    def line(self, step: Step) -> Line:
        there = step.wanted or step.could_go
        moves_room = there is not None and there.venue_id != step.session.venue_id
        return Line(
            was=self.was(step.session, with_place=moves_room),
            will=self.will(step.wanted, with_place=moves_room) if step.wanted else "",
            people=len(step.booked),
            clashes=self.against(there) if there else (),
            pk=step.session.pk if step.could_go else None,
            could_go=self.will(step.could_go, with_place=moves_room) if step.could_go else "",
        )

    def lines(self, steps: Iterable[Step]) -> list[Line]:
        return [self.line(step) for step in steps]


def shown(plan: Plan, activity: Activity, *, before: list[date], clashes: Mapping[date, list[Clash]]) -> Shown:
    """`before`: the days on which the group would have met. Needs `centre`. One query for the rooms."""
    ids = {step.session.venue_id for step in plan.steps} | {one.venue_id for one in _all_wanted(plan)}
    writer = _Writer(activity, Venue.objects.in_bulk([pk for pk in ids if pk]), clashes)
    seen = [step for step in plan.of_kind(Kind.CHANGE, Kind.ALONG) if step.is_seen]
    offered = {step.could_go.original for step in plan.to_decide if step.could_go}
    return Shown(
        changes=writer.lines(seen),
        back=writer.lines(plan.of_kind(Kind.BACK)),
        appears=[
            Line("", writer.will(one), clashes=writer.against(one))
            for one in plan.appear
            if one.original not in offered
        ],
        decide=writer.lines(plan.to_decide),
        goes=writer.lines(step for step in plan.of_kind(Kind.CALL_OFF, Kind.VANISH) if not step.could_go),
        kept=[Line(writer.was(row), "") for row in plan.kept],
        resized=sum(not step.is_seen for step in plan.steps),
        months=_months(plan, before),
    )


def _all_wanted(plan: Plan) -> list[Wanted]:
    there = [step.wanted or step.could_go for step in plan.steps]
    return [*plan.appear, *(one for one in there if one)]


def _months(plan: Plan, before: list[date]) -> list[Month]:
    marks = dict.fromkeys(before, "stays")
    for step in plan.steps:
        if step.is_seen and not step.session.is_cancelled:
            marks[step.session.day] = "goes"
    for one in (step.wanted for step in plan.steps if step.wanted and step.is_seen):
        marks[one.slot.day] = "changes" if marks.get(one.slot.day) == "goes" else "comes"
    for one in plan.appear:
        marks[one.slot.day] = "comes"
    words = {"stays": _("as before"), "changes": _("changes"), "goes": _("no longer"), "comes": _("new")}
    altered = sorted({day.replace(day=1) for day, mark in marks.items() if mark != "stays"})[:MOST_MONTHS]
    return [_month(first, marks, words) for first in altered]


def _month(first: date, marks: Mapping[date, str], words: Mapping[str, str]) -> Month:
    weeks = [
        [
            Day(day.day, marks.get(day, ""), words.get(marks.get(day, ""), "")) if day.month == first.month else None
            for day in week
        ]
        for week in calendar.Calendar(FIRST_WEEKDAY).monthdatescalendar(first.year, first.month)
    ]
    return Month(month_name(first), weeks)
