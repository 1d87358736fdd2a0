"""Surveys in the words that people read."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from core import dates
from evaluation.evidence_presenters import language, number
from evaluation.instruments import DECLINED, Better, Instrument, Item
from evaluation.models import LEFT_OUT, Survey
from evaluation.safe import Cell
from evaluation.services.survey_results import Band, ItemShown, Results


def line(survey: Survey, now: datetime) -> list[object]:
    """One round in the list: a link, where it stands, until when, and how many were asked. Needs the centre."""
    state = _("over") if survey.is_over(now) else _("open")
    words = f"{survey.get_audience_display()}, {dates.full(survey.opens_on)}"
    link = {"text": words, "href": reverse("desk_surveys:show", args=[survey.public_id])}
    return [link, state, dates.full(survey.closes_on), survey.invited]


@dataclass(frozen=True)
class ItemTable:
    """One question with what was said. `means`: rows of a table, this round first; none where there is nothing to
    compare."""

    words: str
    direction: str
    rows: list[list[str]]
    mean: str
    means: list[list[str]]


def item_table(shown: ItemShown, results: Results) -> ItemTable:
    rounds = [results.survey, *results.earlier]
    return ItemTable(
        words=shown.item.words.to(language()),
        direction=_direction(results.survey.asked, shown.item),
        rows=[[_band(shown.item, band), _cell(shown.table.cell(band.slug))] for band in shown.bands],
        mean=_mean(shown.means[0], results),
        means=[
            [dates.full(one.closes_on), _mean(value, results)]
            for one, value in zip(rounds, shown.means, strict=True)
            if results.earlier
        ],
    )


def _cell(cell: Cell) -> str:
    """In a word: the page says above why something is hidden."""
    return _("hidden") if cell is None else str(cell)


def _mean(value: float | None, results: Results) -> str:
    """Of an organisation nothing is hidden: without a mean, no manager gave a number."""
    if value is None:
        return _cell(None) if results.survey.is_about_people else "–"
    return number(value)


def _direction(instrument: Instrument, item: Item) -> str:
    """Which way is good, as its scale says."""
    better = next(scale.better for scale in instrument.scales if item.slug in scale.items)
    span = {"least": min(item.values), "most": max(item.values)}
    if better == Better.LOWER:
        return _("From %(least)s to %(most)s; lower is better.") % span
    return _("From %(least)s to %(most)s; higher is better.") % span


def _band(item: Item, band: Band) -> str:
    if not band.values:
        return {DECLINED: _("I would rather not say"), LEFT_OUT: _("Left out")}[band.slug]
    words = {option.value: option.words.to(language()) for option in item.options}
    if words:
        return " / ".join(words[value] for value in band.values)
    ends = {min(item.values): item.low, max(item.values): item.high}
    named = next((both.to(language()) for value in band.values if (both := ends.get(value))), "")
    span = f"{band.values[0]}–{band.values[-1]}"
    return f"{span} ({named})" if named else span


def bars(results: Results) -> tuple[list[str], list[tuple[str, list[Cell]]], list[Cell]]:
    """For a picture: a bar for each question, the first on top, with its parts, and what is hidden of it."""
    items = list(reversed(results.items))
    labels = [_scale(results.survey.asked, shown.item) for shown in items]
    first = results.items[0]
    lines = [(_band(first.item, band), [shown.table.cell(band.slug) for shown in items]) for band in first.bands]
    return labels, lines, [_hidden(shown) for shown in items]


def _hidden(shown: ItemShown) -> Cell:
    """The total, which is shown, less all that is."""
    return (shown.table.total or 0) - sum(shown.table.cell(band.slug) or 0 for band in shown.bands)


def _scale(instrument: Instrument, item: Item) -> str:
    """What the question is about, in a word or two; where one scale has several questions, by its own words."""
    alone = next((scale for scale in instrument.scales if scale.items == (item.slug,)), None)
    return (alone.title if alone else item.words).to(language())
