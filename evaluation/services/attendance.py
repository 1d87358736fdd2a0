"""The attendance of one centre, a row for each place, for whoever sees each of them by name at the desk.

Read in pieces and handed on at once, so that it takes as much memory for ten rows as for a million.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from itertools import groupby, islice
from typing import Any, NamedTuple

from django.db.models import Aggregate, Case, TextField, Value, When
from django.db.models.functions import Cast, Concat

from activities.models import Booking, Session, SessionState
from centres.models import Centre
from core import audit, clock
from core.actors import Actor
from core.policies import require
from evaluation.safe import LIMIT
from people.models.lockbox import shut_to
from prescriptions.models import TakingPart
from prescriptions.services import exchange_columns as cells

AT_ONCE = 500  # dates
COLUMNS = ("centre", "activity", "day", "start", "channel", "attendance", "prescribed")
SHUT = "shut"
Row = tuple[str, ...]  # one place; there is nothing in it by which two would be known to be of the same person
Joined = Mapping[int, Mapping[str, datetime]]  # by group and person


class _Listed(Aggregate):
    """The texts of many rows in one: a row of a date is a tenth of the rows of its places."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ';')"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)


def _place_of(by: Actor) -> Concat:
    """A place as text: way, mark, whether its record is locked from whoever takes the file, and whose it is."""
    lock = Case(When(shut_to(by), then=Value(SHUT)), default=Value(""))
    comma = Value(",")
    parts = ("channel", comma, "attendance", comma, lock, comma, Cast("person", TextField()))
    return Concat(*parts, output_field=TextField())


class _Date(NamedTuple):
    pk: int
    activity: int
    slug: str
    sensitive: bool
    day: date
    starts_at: datetime
    ends_at: datetime


def rows(centre: Centre, *, by: Actor) -> Iterator[Row]:
    """By month: the dates with `LIMIT` places or more, in order, then the places of all others together, by nothing
    but what stands in them. Raises `Forbidden`. Three queries, and one for every further `AT_ONCE` dates."""
    require(by, "evaluation.take_attendance", centre)
    audit.record("evidence.attendance", by=by, subject=centre)
    return _by_month(centre, by, clock.now())


def _by_month(centre: Centre, by: Actor, now: datetime) -> Iterator[Row]:
    where, zone = cells.safe(centre.slug), centre.zone
    for month, dates in groupby(_dates(centre, by, now), key=lambda one: one[0].day.replace(day=1)):
        others: list[Row] = []
        for held, places in dates:
            named = [] if held.sensitive else [place for place in places if not _is_shut(place)]
            named = named if len(named) >= LIMIT else []
            others += [place for place in places if not named or _is_shut(place)]
            start = f"{held.starts_at.astimezone(zone):%H:%M}"
            head = (where, cells.safe(held.slug), held.day.isoformat(), start)
            yield from (head + place for place in sorted(named))
        head = (where, "", f"{month:%Y-%m}", "")
        yield from (head + place for place in sorted(others))


def _dates(centre: Centre, by: Actor, now: datetime) -> Iterator[tuple[_Date, list[Row]]]:
    """Each date that was held, with its places: by which way, what the register says, and whether by prescription."""
    held = Session.objects.filter(centre=centre, state=SessionState.SCHEDULED, ends_at__lte=now)
    rows = held.order_by("day", "starts_at", "pk").values_list(
        "pk", "activity", "activity__slug", "activity__sensitive", "day", "starts_at", "ends_at"
    )
    dates, joined = rows.iterator(chunk_size=AT_ONCE), _joined(centre)
    while some := [_Date(*row) for row in islice(dates, AT_ONCE)]:
        places = Booking.objects.confirmed().filter(session__in=[one.pk for one in some])
        listed = dict(places.order_by().values_list("session").annotate(listed=_Listed(_place_of(by))))
        yield from ((one, _places(one, listed[one.pk], joined)) for one in some if one.pk in listed)


def _places(held: _Date, listed: str, joined: Joined) -> list[Row]:
    since, ends_at = joined.get(held.activity, {}), held.ends_at
    places = [place.rpartition(",") for place in listed.split(";")]
    return [_place(what, who in since and since[who] <= ends_at) for what, _comma, who in places]


@cache
def _place(what: str, is_prescribed: bool) -> Row:
    way, mark, lock = what.split(",")
    return (way, mark, "" if lock else "yes" if is_prescribed else "no")


def _is_shut(place: Row) -> bool:
    """Nothing is said of what led there."""
    return not place[-1]


def _joined(centre: Centre) -> Joined:
    """Since when whom of its clients a group belongs to what the centre prescribed. One query."""
    found: dict[int, dict[str, datetime]] = {}
    rows = TakingPart.objects.filter(prescription__centre=centre).order_by("-since")
    for group, person, since in rows.values_list("activity", "prescription__person", "since"):
        found.setdefault(group, {})[str(person)] = since  # the earliest comes last
    return found
