"""Numbers and their words, as pages and files show them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from evaluation.change.paired import Interval
from evaluation.change.shown import BETTER, SAME, WORSE, Facts, ScaleShown, Shown
from evaluation.exporting import group_decimals
from evaluation.instruments import Better, Instrument, Scale, registry, scale_of
from evaluation.instruments.equity import Question
from evaluation.models import SittingState, TimePoint
from evaluation.safe import Cell, Safe, in_words
from evaluation.services.counting import REACH
from evaluation.services.evidence import Group

MINUS = "−"
Bars = list[tuple[str, Cell]]


def number(value: float, *, decimals: int = 1, signed: bool = False) -> str:
    """With one decimal, or as many as a scale has (`Scale.decimals`): more would be more than we know, and could give
    away who is behind it."""
    rounded = round(value, decimals)
    text = number_format(abs(rounded), decimals)
    return MINUS + text if rounded < 0 else f"+{text}" if signed and rounded > 0 else text


def language() -> str:
    return get_language() or "en"


@dataclass(frozen=True)
class ScaleLine:
    """One scale, in words. `slug`: of its picture. `sizes`: rows of the table of how much it changed."""

    slug: str
    title: str
    instrument: str
    direction: str
    facts: list[dict[str, str]]
    unsaid: bool
    ways: list[list[str]]
    sizes: list[list[str]]
    lost: str


def scale_line(one: ScaleShown) -> ScaleLine:
    lower = one.scale.better == Better.LOWER
    return ScaleLine(
        slug=slug(one),
        title=one.scale.title.to(language()),
        instrument=one.instrument.title.to(language()),
        direction=_("Lower is better.") if lower else _("Higher is better."),
        facts=_facts(one.facts, one.scale.decimals) if one.facts else [],
        unsaid=bool(one.facts and one.facts.is_partial),
        ways=_ways(one.ways) if one.ways else [],
        sizes=[[words, str(count)] for words, count in _sizes(one).items()],
        lost=number(one.lost, decimals=one.scale.decimals) if one.lost is not None else "",
    )


def slug(one: ScaleShown) -> str:
    return _slug(one.instrument, one.scale)


def _slug(instrument: Instrument, scale: Scale) -> str:
    return f"{instrument.slug}-{instrument.version}-{scale.slug}"


def scales() -> set[str]:
    """The slug of each that there is."""
    return {_slug(instrument, scale) for instrument in registry for scale in instrument.scales}


def drawn(one: ScaleShown | None) -> Bars:
    """What its picture shows: by how much people changed, where that may be told; else how many did."""
    if one is not None and one.by_size is not None:
        return list(_sizes(one).items())
    return _cells(one.ways if one and one.ways else Safe.line(dict.fromkeys((BETTER, SAME, WORSE)), None))


def _sizes(one: ScaleShown) -> dict[str, int]:
    """How many changed by how much; what reads alike is one."""
    found: Counter[str] = Counter()
    for size, count in (one.by_size or {}).items():
        found[number(size, decimals=one.scale.decimals, signed=True)] += count
    return dict(found)


def _facts(facts: Facts, decimals: int) -> list[dict[str, str]]:
    """Those that may be said."""
    plain = partial(number, decimals=decimals)
    signed = partial(plain, signed=True)
    rows: list[tuple[str, Any, Callable[[Any], str]]] = [
        (_("People with both answers"), facts.n, str),
        (_("Mean at the beginning"), facts.before, plain),
        (_("Mean then"), facts.after, plain),
        (_("Mean change"), facts.mean, signed),
        (_("95 % interval of the mean change"), facts.interval, partial(interval, decimals=decimals)),
        (_("Median change"), facts.median, signed),
    ]
    return [{"key": key, "value": say(value)} for key, value, say in rows if value is not None]


def interval(found: Interval, *, decimals: int) -> str:
    signed = partial(number, decimals=decimals, signed=True)
    ends = {"low": signed(found.low), "high": signed(found.high)}
    return _("%(low)s to %(high)s") % ends


def _cells(ways: Safe) -> Bars:
    words = {BETTER: _("better"), SAME: _("the same"), WORSE: _("worse")}
    return [(words[slug], ways.cell(slug)) for slug in ways.columns]


def _ways(ways: Safe) -> list[list[str]]:
    return [[words, in_words(cell)] for words, cell in _cells(ways)]


def completion_rows(shown: Shown) -> list[list[str]]:
    """How the second time ended; none where it is hidden as a whole."""
    if shown.completion is None:
        return []
    words = {
        SittingState.DONE: pgettext("people", "answered"),
        SittingState.DECLINED: pgettext("people", "did not want to"),
        SittingState.LAPSED: _("did not answer in time"),
        SittingState.CALLED_OFF: _("called off, because they no longer agreed or could not be asked"),
    }
    rows = [[words[SittingState(slug)], in_words(shown.completion.cell(slug))] for slug in shown.completion.columns]
    return [[pgettext("people to ask", "Due"), in_words(shown.completion.total)], *rows]


@dataclass(frozen=True)
class GroupTable:
    title: str
    headings: list[str]
    rows: list[list[str]]


def group_table(group: Group, question: Question) -> GroupTable:
    """By group: how many, their share where it can be told, and their mean change."""
    is_reach = group.about == REACH
    rows = [
        [words.words.to(language()), *_of_group(group, words.slug, is_reach=is_reach)] for words in question.groups
    ]
    rows.append([_("Everybody"), in_words(group.table.total), *(["–"])])
    last = _("Share") if is_reach else _("Mean change")
    return GroupTable(about_in_words(group.about), [question.title.to(language()), _("People"), last], rows)


def _of_group(group: Group, slug: str, *, is_reach: bool) -> list[str]:
    cell: Cell = group.table.cell(slug)
    if not is_reach:
        return [in_words(cell), _group_mean(group, slug)]
    share = None if cell is None or not group.table.total else round(100 * cell / group.table.total)
    return [in_words(cell), "–" if share is None else _("%(number)d %%") % {"number": share}]


def _group_mean(group: Group, slug: str) -> str:
    if slug not in group.means:
        return "–"
    return number(group.means[slug], decimals=group_decimals(group.about), signed=True)


def about_in_words(about: str) -> str:
    """The title of what a table counts."""
    if about == REACH:
        return _("People who were prescribed something")
    scale, point = scale_of(about), about.split("/")[2]
    lower = scale.better == Better.LOWER
    words = {
        "scale": scale.title.to(language()),
        "when": str(TimePoint(point).label),
        "direction": _("lower is better") if lower else _("higher is better"),
    }
    return _("%(scale)s, from the beginning to %(when)s (%(direction)s)") % words
