"""Counting who was reached, and for whom something changed, by who people say they are: once for each year.

What is kept is what may be shown. It is not counted again: from a table that moves by one, whoever knows who answered
on that day would learn what.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from statistics import fmean
from typing import Any

from django.db import transaction
from django.db.models import Min

from centres.models import Centre
from core import clock
from evaluation.change.cohort import SECOND_TIMES, cohort
from evaluation.instruments.equity import QUESTIONS, Answered, Question
from evaluation.models import CountedTable, EquityAnswers
from evaluation.safe import LIMIT, Table, protect
from evaluation.safe.years import Year, settled
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import Case

REACH = "reach"


def count_all(*, now: datetime | None = None) -> int:
    """Every year of every centre that has settled and was not counted; returns how many were."""
    at, counted = now or clock.now(), 0
    first = dict(
        Case.objects.order_by().values("centre").annotate(first=Min("opened_at")).values_list("centre", "first")
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
    within = {"opened_at__gte": year.begins(centre.zone), "opened_at__lt": year.ends(centre.zone)}
    reached = set(Case.objects.filter(centre=centre, **within).values_list("person", flat=True))
    tables = {REACH: dict.fromkeys(reached, 0.0)}
    for point in SECOND_TIMES:
        for (instrument, scale), pairs in cohort(centre, year, point).pairs.items():
            changes = {person: after - before for person, (before, after) in pairs.items()}
            tables[f"{instrument}/{scale}/{point}"] = changes
    said = _said({person for people in tables.values() for person in people})
    CountedTable.objects.bulk_create(
        CountedTable(
            centre=centre,
            year=year.start,
            about=about,
            question=question.slug,
            table=table(people, said, question, with_means=about != REACH),
            counted_at=now,
        )
        for about, people in tables.items()
        for question in QUESTIONS
    )


def _said(person_ids: Collection[int]) -> dict[int, Answered]:
    """Of those who agree to it just now. Two queries."""
    agree = consents.who_agree(person_ids, Purpose.EQUITY)
    return {row.person_id: row.given for row in EquityAnswers.objects.filter(person__in=agree)}


def table(
    people: Mapping[int, float], said: Mapping[int, Answered], question: Question, *, with_means: bool
) -> dict[str, Any]:
    """As it may be shown: how many are in each group, and the mean of each that is shown."""
    groups: dict[str, list[float]] = {group.slug: [] for group in question.groups}
    for person, value in people.items():
        groups[question.group_of(said.get(person, {}))].append(value)
    safe = protect(Table.line({slug: len(values) for slug, values in groups.items()}))
    cells = {slug: safe.cell(slug) for slug in groups}
    means = {slug: round(fmean(groups[slug]), 2) for slug, cell in cells.items() if (cell or 0) >= LIMIT}
    return {"cells": cells, "total": safe.total, "means": means if with_means else {}}
