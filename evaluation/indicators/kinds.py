"""What an indicator is: a number with its definition, and the query behind it."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db.models import Case, CharField, Count, F, IntegerField, QuerySet, Value, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.registry import Registry
from evaluation.indicators.quarters import Quarter

Counts = Mapping[tuple[int, Quarter], Mapping[str, int]]  # by centre and quarter: of each line, how many


@dataclass(frozen=True)
class Scope:
    """What is counted: at these centres, in these quarters, as it stands now."""

    centres: tuple[int, ...]
    quarters: tuple[Quarter, ...]
    now: datetime


class Group(Enum):
    """What stands together, in this order."""

    REACH = "reach"
    SUPPORT = "support"
    WAY = "way"
    GROUPS = "groups"
    PLACES = "places"
    CHAMPIONS = "champions"
    STAFF = "staff"

    @property
    def label(self) -> Promise:
        return _GROUPS[self]


_GROUPS = {
    Group.REACH: _("Whom we reach"),
    Group.SUPPORT: _("What it is for"),
    Group.WAY: _("How it goes on"),
    Group.GROUPS: _("Groups"),
    Group.PLACES: _("Waiting, and what did not take place"),
    Group.CHAMPIONS: _("Champions and visits"),
    Group.STAFF: _("What it takes of staff"),
}


class Kind(Enum):
    """What its lines are to each other."""

    PARTS = "parts"  # everything counts in one line, and the sum says something
    OVERLAPPING = "overlapping"  # something can count in several lines; `WHOLE` says how many there are
    WORK = "work"  # parts, of what says nothing about single clients: shown as it is


WHOLE = ""


@dataclass(frozen=True)
class Tie:
    """The sum of some of one's own lines is never more than that of some lines of another indicator, by what they are;
    often it is the same."""

    mine: tuple[str, ...]
    other: str
    theirs: tuple[str, ...]


@dataclass(frozen=True)
class Indicator:
    """`how` says how it is counted, for whoever reads the number. `labels` are its lines, in order. `crosses`: two
    ties, where its lines together count what is in both of them, so that it crosses two other tables."""

    slug: str
    title: str | Promise
    how: str | Promise
    group: Group
    labels: Mapping[str, str | Promise]
    count: Callable[[Scope], Counts]
    kind: Kind = Kind.PARTS
    ties: tuple[Tie, ...] = ()
    crosses: tuple[Tie, ...] = ()


registry: Registry[Indicator] = Registry("indicator")


def register(indicator: Indicator) -> None:
    registry.register(indicator.slug, indicator)


def spans(scope: Scope) -> Iterator[tuple[Quarter, datetime, datetime]]:
    """Each quarter with the moments between which it lies, by the clock of the site."""
    zone = timezone.get_default_timezone()
    for quarter in scope.quarters:
        yield quarter, quarter.begins(zone), quarter.next.begins(zone)


def _nth(scope: Scope, when: str, *, is_day: bool) -> Case:
    """In which of the quarters `when` lies, by its place in the scope."""
    bounds: list[tuple[date, date]] = [
        (quarter.first, quarter.next.first) if is_day else (begins, ends) for quarter, begins, ends in spans(scope)
    ]
    cases = [
        When(**{f"{when}__gte": begins, f"{when}__lt": ends}, then=Value(nth))
        for nth, (begins, ends) in enumerate(bounds)
    ]
    return Case(*cases, output_field=IntegerField())


def within(
    rows: QuerySet[Any, Any], scope: Scope, *, when: str, centre: str = "centre", is_day: bool = False
) -> QuerySet[Any, Any]:
    """The rows of the scope, each with `nth`: the place of its quarter. `is_day`: `when` is a local date."""
    first, last = scope.quarters[0], scope.quarters[-1].next
    zone: Any = timezone.get_default_timezone()
    begins, ends = (first.first, last.first) if is_day else (first.begins(zone), last.begins(zone))
    found = rows.filter(**{f"{centre}__in": scope.centres, f"{when}__gte": begins, f"{when}__lt": ends})
    return found.annotate(nth=_nth(scope, when, is_day=is_day), at_centre=F(centre))


def tally(rows: QuerySet[Any, Any], scope: Scope, line: Any, *, of: Any = None) -> Counts:
    """How many rows of `within` stand in each line. `of`: what is counted in place of rows. One query."""
    return counted(scope, tallied(rows, line, of=of))


def tallied(rows: QuerySet[Any, Any], line: Any, *, of: Any = None) -> QuerySet[Any, Any]:
    """The same as rows of (centre, place of the quarter, line, how many), which can be put under others."""
    how_many = Count("pk") if of is None else of
    found = rows.order_by().annotate(line=line).values_list("at_centre", "nth", "line")
    return found.annotate(how_many=how_many)


def counted(scope: Scope, *found: QuerySet[Any, Any]) -> Counts:
    """Of several `tallied`, in one query."""
    first, *others = found
    rows = first.union(*others, all=True) if others else first
    return gather(scope, ((centre, scope.quarters[nth], str(line), many) for centre, nth, line, many in rows))


def gather(scope: Scope, found: Any) -> Counts:
    """Counts from (centre, quarter, line, how many)."""
    counts: dict[tuple[int, Quarter], dict[str, int]] = {
        (centre, quarter): defaultdict(int) for centre in scope.centres for quarter in scope.quarters
    }
    for centre, quarter, line, many in found:
        counts[centre, quarter][line] += many
    return counts


def is_(text: str) -> Value:
    """A line of its own."""
    return Value(text, output_field=CharField())


def lines(*whens: When, otherwise: str) -> Case:
    return Case(*whens, default=is_(otherwise), output_field=CharField())
