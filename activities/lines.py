"""Dates as lines: the agenda, the month and what comes next. Plain rows: a page has up to a hundred of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Min, OuterRef, Subquery

from activities import towns
from activities.models import Session, SessionState
from activities.models.session import SessionQuerySet
from activities.selectors import CentreChoice, alike
from activities.towns import Town
from centres.models import Centre

# Where the order is total, so that pages neither repeat nor lose a date; the indexes of days hold it ready.
BY_DAY = ("day", "starts_at", "activity_id")


class Line(NamedTuple):
    """One date as a line of the agenda or of the month: a plain row, because a page has up to a hundred of them."""

    day: date
    starts_at: datetime
    ends_at: datetime
    state: str
    capacity: int | None
    seats_taken: int
    slug: str
    title_en: str
    title_fr: str
    sensitive: bool
    join_mode: str
    timezone: str
    centre_en: str
    centre_fr: str
    venue_en: str | None
    venue_fr: str | None
    town: str | None

    @property
    def is_cancelled(self) -> bool:
        return self.state == SessionState.CANCELLED


class ShortLine(NamedTuple):
    """One date in a cell of the month."""

    day: date
    starts_at: datetime
    state: str
    slug: str
    title_en: str
    title_fr: str
    timezone: str

    @property
    def is_cancelled(self) -> bool:
        return self.state == SessionState.CANCELLED


_OF_SHORT_LINE = (
    "day",
    "starts_at",
    "state",
    "activity__slug",
    "activity__title_en",
    "activity__title_fr",
    "centre__timezone",
)
_OF_LINE = (
    "day",
    "starts_at",
    "ends_at",
    "state",
    "capacity",
    "seats_taken",
    "activity__slug",
    "activity__title_en",
    "activity__title_fr",
    "activity__sensitive",
    "activity__join_mode",
    "centre__timezone",
    "centre__name_en",
    "centre__name_fr",
    "venue__name_en",
    "venue__name_fr",
    "venue__town",
)


def _lines(sessions: SessionQuerySet) -> list[Line]:
    return [Line(*row) for row in sessions.values_list(*_OF_LINE)]


@dataclass(frozen=True, slots=True)
class Wanted:
    """By what the agenda is narrowed down."""

    centre: CentreChoice | Centre | None = None
    town: Town | None = None
    kind: str = ""
    spoken: str = ""

    @property
    def query(self) -> dict[str, str]:
        """As the agenda's address has it."""
        query = {
            "centre": self.centre.slug if self.centre else "",
            "town": self.town.slug if self.town else "",
            "kind": self.kind,
            "language": self.spoken,
        }
        return {name: value for name, value in query.items() if value}


def _of(wanted: Wanted) -> SessionQuerySet:
    sessions = Session.public()
    if wanted.centre:
        sessions = sessions.filter(centre=wanted.centre.pk)
    if wanted.town:
        sessions = towns.sessions_in(wanted.town, sessions)
    if wanted.kind or wanted.spoken:
        sessions = sessions.filter(activity__in=alike(kind=wanted.kind, spoken=wanted.spoken).values("pk"))
    return sessions


@dataclass(frozen=True)
class Position:
    """A place in the agenda: a day, and how many of its dates lie before."""

    day: date
    skip: int = 0


def now_in_agenda(wanted: Wanted, *, today: date, now: datetime) -> Position:
    """Today, without what began more than an hour ago."""
    over = _of(wanted).filter(day=today, starts_at__lt=now - timedelta(hours=1))
    return Position(today, over.count())


def agenda(wanted: Wanted, position: Position, *, count: int) -> list[Line]:
    """`count` dates from there on, in order."""
    sessions = _of(wanted).filter(day__gte=position.day).order_by(*BY_DAY)
    return _lines(sessions[position.skip : position.skip + count])


def on_days(centre_id: int, first: date, last: date) -> list[Line]:
    """Everything that a centre has on from the first to the last day, in order, cancelled dates included."""
    return _lines(Session.public().filter(centre=centre_id, day__gte=first, day__lte=last).order_by(*BY_DAY))


def before(wanted: Wanted, position: Position, *, count: int) -> Position | None:
    """Where the page before begins, or None at the very start."""
    if position.skip:
        return Position(position.day, max(0, position.skip - count))
    days = _of(wanted).filter(day__lt=position.day).order_by(*(f"-{column}" for column in BY_DAY))
    found = list(days.values_list("day", flat=True)[:count])
    return Position(found[-1]) if found else None


@dataclass(frozen=True)
class MonthDays:
    """What a month shows: how many dates each day has, and the first few of each."""

    totals: dict[date, int]
    lines: dict[date, list[ShortLine]]


def month(centre: CentreChoice | None, first: date, last: date, *, shown: int = 3) -> MonthDays:
    """Three queries, none of which reads more rows of the table than the page prints.

    The first counts inside the index and picks any one date of each day; beside that one, the second looks up the
    day's first few by the index. (A window function would have to number every date of the month.)
    """
    sessions = _of(Wanted(centre))
    counted = sessions.between(first, last).order_by().values_list("day").annotate(total=Count("pk"), one=Min("pk"))
    days = list(counted)
    of_day = sessions.filter(day=OuterRef("day")).order_by(*BY_DAY).values("pk")
    nths = [Subquery(of_day[nth : nth + 1]) for nth in range(shown)]
    picked = Session.objects.filter(pk__in=[one for _day, _total, one in days]).values_list(*nths)
    wanted = [pk for row in picked for pk in row if pk]
    lines: dict[date, list[ShortLine]] = {}
    for row in Session.objects.filter(pk__in=wanted).order_by(*BY_DAY).values_list(*_OF_SHORT_LINE):
        line = ShortLine(*row)
        lines.setdefault(line.day, []).append(line)
    return MonthDays({day: total for day, total, _one in days}, lines)


def coming(*, now: datetime, count: int, centre: str = "", kind: str = "") -> list[Line]:
    """The next planned dates that have not begun, soonest first; of one centre (by slug) or kind, where given."""
    sessions = Session.public().scheduled().filter(starts_at__gt=now).order_by("starts_at", "pk")
    if centre:
        sessions = sessions.filter(centre__slug=centre)
    if kind:
        sessions = sessions.filter(activity__kind=kind)
    return _lines(sessions[:count])
