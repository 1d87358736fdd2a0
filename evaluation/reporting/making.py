"""The description of a report, put together: what the centre says, and the numbers between."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from centres.models import Centre
from centres.reports import yearly
from core import dates
from core.actors import Actor
from core.reports import Report, Section
from evaluation import figures
from evaluation.figures import Sheet
from evaluation.indicators import Scope
from evaluation.models import ReportWords
from evaluation.reporting import changed, counted, funder, places, quotes
from evaluation.reporting.periods import Period
from evaluation.services.quarter_counts import Ahead


@dataclass(frozen=True)
class Asked:
    """Of which centres, about what, for whom. Several centres together have no words and no stories."""

    centres: Sequence[Centre]
    period: Period
    by: Actor
    now: datetime

    @property
    def scope(self) -> Scope:
        return Scope(tuple(sorted(centre.pk for centre in self.centres)), self.period.quarters, self.now)

    @property
    def alone(self) -> Centre | None:
        return self.centres[0] if len(self.centres) == 1 else None

    @property
    def slug(self) -> str:
        return self.alone.slug if self.alone else "all"

    @property
    def whose(self) -> str:
        return ", ".join(centre.name for centre in self.centres)


def report(asked: Asked) -> Report:
    """In the language that is spoken just now. Whoever calls has asked whether `by` may read."""
    written = _written(asked)
    sections = [replace(one, words=written.get(one.slug, ())) for one in _sections(asked)]
    return Report(
        title=asked.period.title,
        whose=asked.whose,
        language=_language(),
        made=_("Made on %(day)s.") % {"day": dates.day(timezone.localdate(asked.now), year=True)},
        sections=[section for section in sections if not section.is_empty],
    )


def _language() -> str:
    return (get_language() or "en")[:2]


def _written(asked: Asked) -> Mapping[str, list[str]]:
    """The centre's own words in this language, by their place. One query."""
    if asked.alone is None:
        return {}
    rows = ReportWords.visible_to(asked.by).filter(centre=asked.alone, period=str(asked.period))
    return {row.place: row.paragraphs(_language()) for row in rows}


def _sections(asked: Asked) -> Iterator[Section]:
    titles = {slug: str(words) for slug, words in places.headings().items()}
    yield Section(places.OPENING, titles[places.OPENING])
    ahead = Ahead(asked.scope)
    sheet = figures.sheet(ahead)
    for group, shown in sheet.groups:
        yield Section(group.value, titles[group.value], blocks=list(counted.blocks(shown, asked.scope)))
    if asked.period.year:
        year, centres = asked.period.year, asked.centres
        change = list(changed.change(centres, year, by=asked.by))
        reached = list(changed.reached(centres, year, by=asked.by))
        yield Section(places.CHANGE, titles[places.CHANGE], lines=_no_comparison() if change else (), blocks=change)
        yield Section(places.WHOM, titles[places.WHOM], lines=_one_by_one() if reached else (), blocks=reached)
    told = quotes.of(asked.alone, by=asked.by) if asked.alone else []
    yield Section(places.STORIES, titles[places.STORIES], quotes=told)
    yield Section("funder", _("For the funder"), blocks=funder.blocks(ahead))
    if asked.period.year and asked.alone:
        yield from (part(asked.alone, asked.period.year.start) for part in yearly)
    yield Section(places.CLOSING, titles[places.CLOSING])
    yield Section("how", _("How to read these numbers"), lines=_how(asked, sheet))


def _no_comparison() -> list[str]:
    return [_("For those who were asked twice. There is no comparison group: this does not show what caused it.")]


def _one_by_one() -> list[str]:
    return [_("By one question at a time, counted once when the year had settled.")]


def _how(asked: Asked, sheet: Sheet) -> list[str]:
    lines = [
        _("Numbers of fewer than 6 people are hidden, and others with which they could be worked out."),
        _("Quarters stand side by side and are never added up: somebody may be in several of them."),
        *sheet.freshness,
        _as_of(asked),
    ]
    if asked.alone is None:
        lines.append(_("All centres together are the sum of what each of them shows."))
    return lines


def _as_of(asked: Asked) -> str:
    """Of what is not counted by quarter."""
    if asked.period.year:
        return _(
            "Everything else is as it stood on the day on which this report was made, but “For whom” as it stood when "
            "the year had settled."
        )
    return _("Everything else is as it stood on the day on which this report was made.")
