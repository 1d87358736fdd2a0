"""Surveys in the words that people read."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from core import dates
from evaluation.evidence_presenters import language, number
from evaluation.instruments import DECLINED, Better, Instrument, Item
from evaluation.models import LEFT_OUT, Survey
from evaluation.safe import in_words
from evaluation.services.survey_results import Band, ItemShown, Results


def line(survey: Survey, now: datetime) -> list[object]:
    """One round in the list: a link, until when, how many were asked, and where it stands. Needs the centre."""
    state = _("over") if survey.is_over(now) else _("open")
    link = {"text": survey.get_audience_display(), "href": reverse("desk_surveys:show", args=[survey.public_id])}
    return [link, dates.day(survey.opens_on, year=True), dates.day(survey.closes_on, year=True), survey.invited, state]


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
        rows=[[_band(shown.item, band), in_words(shown.table.cell(band.slug))] for band in shown.bands],
        mean=_mean(shown.means[0]),
        means=[
            [dates.day(one.closes_on, year=True), _mean(value)]
            for one, value in zip(rounds, shown.means, strict=True)
            if results.earlier
        ],
    )


def _mean(value: float | None) -> str:
    return in_words(None) if value is None else number(value)


def _direction(instrument: Instrument, item: Item) -> str:
    """Which way is good, as its scale says."""
    better = next(scale.better for scale in instrument.scales if item.slug in scale.items)
    span = {"least": min(item.values), "most": max(item.values)}
    if better == Better.LOWER:
        return _("From %(least)s to %(most)s; lower is better.") % span
    return _("From %(least)s to %(most)s; higher is better.") % span


def _band(item: Item, band: Band) -> str:
    if not band.values:
        return {DECLINED: _("I would rather not say"), LEFT_OUT: _("left out")}[band.slug]
    words = {option.value: option.words.to(language()) for option in item.options}
    if words:
        return " / ".join(words[value] for value in band.values)
    ends = {min(item.values): item.low, max(item.values): item.high}
    named = next((both.to(language()) for value in band.values if (both := ends.get(value))), "")
    span = f"{band.values[0]}–{band.values[-1]}"
    return f"{span} ({named})" if named else span
