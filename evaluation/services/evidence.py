"""What a reader is shown: of the centre where they work, or of all where they read together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min

from centres.models import Centre
from core import clock
from core.actors import Actor
from core.policies import require
from evaluation.change.cohort import cohorts
from evaluation.change.guessing import Said
from evaluation.change.shown import Shown, shown
from evaluation.instruments.equity import Question
from evaluation.models import READERS, CountedTable, Sitting, TimePoint
from evaluation.safe import Safe, several
from evaluation.safe.years import Year, settled
from evaluation.services.counting import REACH, SAID, said_about


def centres_of(by: Actor) -> list[Centre]:
    """Where they read, by name; the one where they work just now is among them. One query."""
    mine = Centre.objects.filter(staff_roles__user=by.user_id, staff_roles__role__in=READERS)
    return list(mine.order_by("name_en", "pk").distinct())


def years(centres: Iterable[Centre], *, now: datetime | None = None) -> list[Year]:
    """Those that have settled since the first of these centres asked anybody, the newest first. One query."""
    known = list(centres)
    first = Sitting.objects.filter(centre__in=known).aggregate(first=Min("opens_at"))["first"]
    return settled(first, now or clock.now(), known[0].zone) if first else []


def change_of(centres: Iterable[Centre], year: Year, point: TimePoint, *, by: Actor) -> Shown:
    """Raises `Forbidden`. Four queries."""
    asked = _read(centres, by)
    found = cohorts(asked, year, point)
    rows = CountedTable.objects.filter(centre__in=asked, year=year.start, about__startswith=f"{SAID}/")
    kept = {(row.centre_id, row.about): Said(row.table["pairs"], frozenset(row.table["facts"])) for row in rows}
    for centre, one in zip(asked, found, strict=True):
        about = {key: (centre.pk, said_about(key, point)) for key in one.pairs}
        one.said = {key: kept[where] for key, where in about.items() if where in kept}
    return shown(found)


@dataclass(frozen=True)
class Group:
    """The tables of one subject by one question: those of each centre put together."""

    about: str
    table: Safe
    means: dict[str, float]


def counted_years(centres: Iterable[Centre], *, by: Actor) -> list[Year]:
    """Raises `Forbidden`. Two queries."""
    rows = CountedTable.objects.filter(centre__in=_read(centres, by), about=REACH).order_by()
    return [Year(start) for start in sorted(set(rows.values_list("year", flat=True)), reverse=True)]


def groups_of(centres: Iterable[Centre], year: Year, question: Question, *, by: Actor) -> list[Group]:
    """Reach first, then each change. Raises `Forbidden`. Two queries."""
    rows = CountedTable.objects.filter(centre__in=_read(centres, by), year=year.start, question=question.slug)
    subjects: dict[str, list[CountedTable]] = {}
    for row in rows.order_by("centre", "pk"):
        subjects.setdefault(row.about, []).append(row)
    made = [_group(about, found, question) for about, found in sorted(subjects.items())]
    return sorted(filter(None, made), key=lambda group: group.about != REACH)


def _group(about: str, rows: list[CountedTable], question: Question) -> Group | None:
    order = [group.slug for group in question.groups]
    tables = [Safe.line({slug: row.table["cells"].get(slug) for slug in order}, row.table["total"]) for row in rows]
    together = several(tables)
    if together is None:
        return None
    kept = [row.table for row, table in zip(rows, tables, strict=True) if table.total is not None]
    means = {slug: _mean(slug, kept) for slug in order if together.cell(slug)}
    return Group(about, together, {slug: mean for slug, mean in means.items() if mean is not None})


def _mean(slug: str, tables: list[dict[str, dict[str, float]]]) -> float | None:
    """Of the means that are shown, each as often as it has people."""
    parts = [(table["cells"][slug], table["means"][slug]) for table in tables if slug in table["means"]]
    people = sum(count for count, _mean in parts)
    return sum(count * mean for count, mean in parts) / people if people else None


def _read(centres: Iterable[Centre], by: Actor) -> list[Centre]:
    """These, where they may read each. Raises `Forbidden`. One query."""
    asked = list(centres)
    allowed = {centre.pk for centre in centres_of(by)}
    for centre in asked:
        if centre.pk not in allowed:
            require(by, "evaluation.read", centre)
    return asked
