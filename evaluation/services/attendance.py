"""The attendance of one centre, a row for each place, for whoever sees each of them by name at the desk.

Read in pieces and handed on at once, so that it takes as much memory for ten rows as for a million.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import groupby, islice
from typing import NamedTuple

from activities.models import Booking, Session, SessionState
from centres.models import Centre
from core import audit, clock
from core.actors import Actor
from core.policies import require
from evaluation.safe import LIMIT
from people.models.lockbox import open_to
from prescriptions.models import TakingPart

AT_ONCE = 500  # dates
Joined = Mapping[tuple[int, int], datetime]  # by person and group


class Row(NamedTuple):
    """One place. What is the same in two rows is the only thing that they have in common: nobody stands in them."""

    centre: str
    activity: str
    day: str
    start: str
    channel: str
    attendance: str
    prescribed: str


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
    for month, dates in groupby(_dates(centre, by, now), key=lambda one: f"{one[0].day:%Y-%m}"):
        others: list[Row] = []
        for held, places in dates:
            if held.sensitive or len(places) < LIMIT:
                others += [Row(centre.slug, "", month, "", *place) for place in places]
            else:
                start = f"{held.starts_at.astimezone(centre.zone):%H:%M}"
                head = (centre.slug, held.slug, held.day.isoformat(), start)
                yield from (Row(*head, *place) for place in sorted(places))
        yield from sorted(others)


def _dates(centre: Centre, by: Actor, now: datetime) -> Iterator[tuple[_Date, list[tuple[str, str, str]]]]:
    """Each date that was held, with its places: by which way, what the register says, and whether by prescription."""
    held = Session.objects.filter(centre=centre, state=SessionState.SCHEDULED, ends_at__lte=now)
    found = held.order_by("day", "starts_at", "pk").values_list(
        "pk", "activity", "activity__slug", "activity__sensitive", "day", "starts_at", "ends_at"
    )
    dates, joined = (_Date(*one) for one in found.iterator(chunk_size=AT_ONCE)), _joined(centre)
    while some := list(islice(dates, AT_ONCE)):
        places: dict[int, list[tuple[str, str, int]]] = {one.pk: [] for one in some}
        confirmed = Booking.objects.confirmed().filter(open_to(by), session__in=list(places)).order_by()
        for session, *place in confirmed.values_list("session", "channel", "attendance", "person"):
            places[session].append(tuple(place))
        for one in some:
            yield one, [(way, mark, _prescribed(one, person, joined)) for way, mark, person in places[one.pk]]


def _joined(centre: Centre) -> Joined:
    """Since when whom of its clients a group belongs to what the centre prescribed. One query."""
    found = TakingPart.objects.filter(prescription__centre=centre).order_by("-since")
    return {
        (person, group): since
        for person, group, since in found.values_list("prescription__person", "activity", "since")
    }


def _prescribed(held: _Date, person: int, joined: Joined) -> str:
    since = joined.get((person, held.activity))
    return "yes" if since is not None and since <= held.ends_at else "no"
