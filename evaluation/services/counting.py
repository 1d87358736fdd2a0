"""Counting who was reached, and for whom something changed, by who people say they are: once for each year.

What is kept is what may be shown. It is not counted again: from a table that moves by one, whoever knows who answered
on that day would learn what.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from functools import partial
from statistics import fmean
from typing import Any

from django.db import transaction
from django.db.models import Min, QuerySet

from centres.models import Centre
from core import clock
from evaluation.change import shown
from evaluation.change.cohort import SECOND_TIMES, Cohort, Measured, cohort
from evaluation.instruments.equity import QUESTIONS, Answered, Question
from evaluation.models import CountedTable, EquityAnswers, TimePoint
from evaluation.safe import LIMIT, Table, protect
from evaluation.safe.years import Year, settled
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import Prescription

REACH = "reach"
SAID = "said"  # before what a table is about: no table, but what may be said of a change
Tells = Callable[[Collection[int]], bool]  # whether the mean of these people may be said
Kept = tuple[str, str, dict[str, Any]]  # what it is about, by which question, and the table


def count_all(*, now: datetime | None = None) -> int:
    """Every year of every centre that has settled and was not counted; returns how many were."""
    at, counted = now or clock.now(), 0
    first = dict(
        _prescribed().order_by().values("centre").annotate(first=Min("written_at")).values_list("centre", "first")
    )
    for centre in Centre.objects.filter(pk__in=first).order_by("pk"):
        done = set(CountedTable.objects.filter(centre=centre).values_list("year", flat=True))
        for year in settled(first[centre.pk], at, centre.zone):
            if year.start not in done:
                _count(centre, year, at)
                counted += 1
    return counted


@transaction.atomic
def _count(centre: Centre, year: Year, now: datetime) -> None:
    within = {"written_at__gte": year.begins(centre.zone), "written_at__lt": year.ends(centre.zone)}
    reached = set(_prescribed().filter(centre=centre, **within).values_list("person", flat=True))
    counted: list[tuple[str, Mapping[int, float], Tells]] = [(REACH, dict.fromkeys(reached, 0.0), _no_mean)]
    kept: list[Kept] = []
    for point in SECOND_TIMES:
        found = cohort(centre, year, point)
        for key, pairs in found.pairs.items():
            changes = {person: after - before for person, (before, after) in pairs.items()}
            counted.append(("/".join((*key, point)), changes, partial(shown.mean_may_be_said, found, key)))
        kept += _may_be_said(found, point)
    said = _said({person for _about, people, _tells in counted for person in people})
    kept += [
        (about, question.slug, table(people, said, question, tells=tells))
        for about, people, tells in counted
        for question in QUESTIONS
    ]
    CountedTable.objects.bulk_create(
        CountedTable(centre=centre, year=year.start, about=about, question=question, table=one, counted_at=now)
        for about, question, one in kept
    )


def _no_mean(_persons: Collection[int]) -> bool:
    return False


def _may_be_said(found: Cohort, point: TimePoint) -> Iterator[Kept]:
    for key, one in shown.said(found).items():
        yield said_about(key, point), "", {"pairs": one.pairs, "facts": sorted(one.facts)}


def said_about(key: Measured, point: TimePoint) -> str:
    return "/".join((SAID, *key, point))


def _prescribed() -> "QuerySet[Any, Any]":
    """Those that were not taken back, whatever support they ask for."""
    return Prescription.objects.exclude(state="revoked")


def _said(person_ids: Collection[int]) -> dict[int, Answered]:
    """Of those who agree to it just now. Two queries."""
    agree = consents.who_agree(person_ids, Purpose.EQUITY)
    return {row.person_id: row.given for row in EquityAnswers.objects.filter(person__in=agree)}


def table(
    people: Mapping[int, float], said: Mapping[int, Answered], question: Question, *, tells: Tells
) -> dict[str, Any]:
    """As it may be shown: how many are in each group, and the mean of each that is shown and whose mean is told."""
    groups: dict[str, list[int]] = {group.slug: [] for group in question.groups}
    for person in people:
        groups[question.group_of(said.get(person, {}))].append(person)
    safe = protect(Table.line({slug: len(persons) for slug, persons in groups.items()}))
    cells = {slug: safe.cell(slug) for slug in groups}
    told = [slug for slug, cell in cells.items() if (cell or 0) >= LIMIT and tells(groups[slug])]
    means = {slug: round(fmean(people[person] for person in groups[slug]), 2) for slug in told}
    return {"cells": cells, "total": safe.total, "means": means}
