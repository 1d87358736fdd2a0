"""What may be shown of a survey: nothing while it can be answered, since each new answer could be told by the
difference; then what ADR 31 lets be shown of few people."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from core import clock
from core.actors import Actor
from core.policies import require
from evaluation.instruments import DECLINED, Item
from evaluation.models import LEFT_OUT, Survey, SurveyCount
from evaluation.safe import LIMIT, Cell, Safe, Table, protect

Counts = dict[str, dict[str, int]]  # by item: how often it was answered so
EARLIER = 3  # rounds beside the one that is looked at


@dataclass(frozen=True)
class Band:
    """Answers that are counted together. `values` are numbers of the item; none where it has no number."""

    slug: str
    values: tuple[int, ...] = ()


@dataclass(frozen=True)
class ItemShown:
    """`means`: of this round and, after it, of the earlier ones with the same questions; None where it is hidden."""

    item: Item
    bands: tuple[Band, ...]
    table: Safe
    means: list[float | None]


@dataclass(frozen=True)
class Results:
    """`answered` is None where too few did; then there are no items either."""

    survey: Survey
    answered: Cell
    items: list[ItemShown]
    earlier: list[Survey]


def of(survey: Survey, *, by: Actor, now: datetime | None = None) -> Results | None:
    """None while it can be answered. Two queries. Raises `Forbidden`. Needs the centre."""
    require(by, "evaluation.read", survey)
    if not survey.is_over(now or clock.now()):
        return None
    same = Survey.objects.filter(centre=survey.centre_id, audience=survey.audience, instrument=survey.instrument)
    earlier = list(same.filter(closes_on__lt=survey.opens_on)[:EARLIER])
    counts = _counts([survey, *earlier])
    least = LIMIT if survey.is_about_people else 1
    answered = sum(counts[survey.pk][survey.asked.items[0].slug].values())
    if answered < least:
        return Results(survey, None if answered else 0, [], [])
    rounds = [counts[one.pk] for one in (survey, *earlier)]
    items = [_item(item, rounds, is_about_people=survey.is_about_people) for item in survey.asked.items]
    return Results(survey, answered, items, earlier)


def _counts(surveys: Sequence[Survey]) -> dict[int, Counts]:
    found: dict[int, Counts] = defaultdict(lambda: defaultdict(dict))
    rows = SurveyCount.objects.filter(survey__in=surveys)
    for survey, item, given, number in rows.values_list("survey", "item", "given", "number"):
        found[survey][item][given] = number
    return found


def _item(item: Item, rounds: Sequence[Counts], *, is_about_people: bool) -> ItemShown:
    bands = bands_of(item) if is_about_people else _one_by_one(item)
    counted = {band.slug: _number(rounds[0][item.slug], band) for band in bands}
    total = sum(counted.values())
    table = protect(Table.line(counted)) if is_about_people else Safe.line(counted, total)
    least = LIMIT if is_about_people else 1
    return ItemShown(item, bands, table, [mean(one[item.slug], item.values, least=least) for one in rounds])


def bands_of(item: Item) -> tuple[Band, ...]:
    """Low, middle and high: with every number by itself, nearly all would have to be hidden."""
    values = sorted(item.values)
    size = (len(values) + 1) // 3
    parts = values[:size], values[size:-size], values[-size:]
    numbers = (Band(slug, tuple(part)) for slug, part in zip(("low", "middle", "high"), parts, strict=True))
    return (*numbers, Band(DECLINED), Band(LEFT_OUT))


def _one_by_one(item: Item) -> tuple[Band, ...]:
    return (*(Band(str(value), (value,)) for value in item.values), Band(DECLINED), Band(LEFT_OUT))


def _number(counts: dict[str, int], band: Band) -> int:
    return sum(counts[given] for given in ([str(value) for value in band.values] or [band.slug]))


def mean(counts: dict[str, int], values: Collection[int], *, least: int) -> float | None:
    """Of whoever gave a number, where they are enough. How many they are stands nowhere."""
    given = [value for value in values for _nth in range(counts[str(value)])]
    return fmean(given) if len(given) >= least and given else None
