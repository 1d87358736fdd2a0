"""The rows of the file: what the pages show, for one centre or several together."""

from collections.abc import Iterator, Sequence
from typing import Any

from centres.models import Centre
from core import audit
from core.actors import Actor
from evaluation.change.cohort import SECOND_TIMES
from evaluation.change.shown import ScaleShown
from evaluation.exporting import Row, group_decimals, rounded
from evaluation.instruments.equity import QUESTIONS, Question
from evaluation.safe.years import Year
from evaluation.services import evidence
from evaluation.services.evidence import Group


def rows(centre: Centre, *, by: Actor) -> list[Row]:
    """Of this centre, and, where the reader has several, of all of them together. Raises `Forbidden`."""
    mine = evidence.centres_of(by)
    asked: list[tuple[str, Sequence[Centre]]] = [(centre.slug, [centre])]
    asked += [("all", mine)] if len(mine) > 1 else []
    found = [row for name, centres in asked for row in _of(name, centres, by)]
    audit.record("evidence.export", by=by, subject=centre)
    return found


def _of(name: str, centres: Sequence[Centre], by: Actor) -> Iterator[Row]:
    for year in evidence.counted_years(centres, by=by):
        for question in QUESTIONS:
            for group in evidence.groups_of(centres, year, question, by=by):
                yield from _group(name, year, question, group)
    for year in evidence.years(centres):
        for point in SECOND_TIMES:
            for one in evidence.change_of(centres, year, point, by=by).scales:
                about = f"{one.instrument.key}/{one.scale.slug}/{point}"
                for row in _change(one):
                    yield (str(year), name, about, "", *row)


def _group(name: str, year: Year, question: Question, group: Group) -> Iterator[Row]:
    head = (str(year), name, group.about, question.slug)
    yield (*head, "", "n", group.table.total)
    for slug in group.table.columns:
        yield (*head, slug, "n", group.table.cell(slug))
        if slug in group.means:
            yield (*head, slug, "mean_change", round(group.means[slug], group_decimals(group.about)))


def _change(one: ScaleShown) -> Iterator[tuple[Any, ...]]:
    """Group, measure and value."""
    facts = one.facts
    if facts is None or one.ways is None:
        yield ("", "n", None)
        return
    yield ("", "n", facts.n)
    values = {
        "mean_before": facts.before,
        "mean_after": facts.after,
        "mean_change": facts.mean,
        "median_change": facts.median,
        "interval_low": facts.interval.low if facts.interval else None,
        "interval_high": facts.interval.high if facts.interval else None,
    }
    for measure, value in rounded(values, one.scale):
        yield ("", measure, value)
    for way in one.ways.columns:
        yield (way, "n", one.ways.cell(way))
