"""Who was asked a second time in one year at one centre, and what they answered then and at the beginning."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from centres.models import Centre
from evaluation.change.guessing import Said
from evaluation.change.paired import Pair
from evaluation.models import Score, Sitting, SittingState, TimePoint
from evaluation.safe.years import Year

SECOND_TIMES = (TimePoint.THREE_MONTHS, TimePoint.SIX_MONTHS, TimePoint.CLOSING)
Measured = tuple[str, str]  # the key of an instrument, and one of its scales


@dataclass
class Cohort:
    """`states`: how the second time ended, by person. `pairs`: by person, for whom both scores are known; `lost`: the
    first score of whoever has none from the second time. `said`: what was found before that may be said."""

    states: dict[int, SittingState] = field(default_factory=dict)
    pairs: dict[Measured, dict[int, Pair]] = field(default_factory=lambda: defaultdict(dict))
    lost: dict[Measured, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    said: dict[Measured, Said] = field(default_factory=dict)


def cohort(centre: Centre, year: Year, point: TimePoint) -> Cohort:
    """By the day of the second time. Each person counts once: with the first of their cases. Two queries."""
    return cohorts([centre], year, point)[0]


def cohorts(centres: Sequence[Centre], year: Year, point: TimePoint) -> list[Cohort]:
    """The same for each of these centres. Two queries."""
    found = {centre.pk: Cohort() for centre in centres}
    cases: dict[int, tuple[Cohort, int]] = {}  # with whose person each counts
    rows = Sitting.objects.filter(_within(centres, year), time_point=point).exclude(state=SittingState.PLANNED)
    fields = ("centre", "case", "person", "state")
    for centre_id, case_id, person_id, state in rows.order_by("opens_at", "pk").values_list(*fields):
        one = found[centre_id]
        if person_id not in one.states:
            one.states[person_id] = SittingState(state)
            cases[case_id] = (one, person_id)
    _fill(cases, point)
    return [found[centre.pk] for centre in centres]


def _within(centres: Sequence[Centre], year: Year) -> Q:
    """The year is over at another moment in another zone."""
    asked = Q(pk=None)
    for zone in {centre.zone for centre in centres}:
        there = [centre.pk for centre in centres if centre.zone == zone]
        asked |= Q(centre__in=there, opens_at__gte=year.begins(zone), opens_at__lt=year.ends(zone))
    return asked


def _fill(cases: dict[int, tuple[Cohort, int]], point: TimePoint) -> None:
    """Only scores of the same version of an instrument are compared."""
    values: dict[tuple[Measured, int], dict[str, float]] = defaultdict(dict)
    asked = (TimePoint.BASELINE, point)
    rows = Score.objects.filter(measure__sitting__case__in=cases, measure__sitting__time_point__in=asked)
    fields = ("measure__instrument", "scale", "measure__sitting__case", "measure__sitting__time_point", "value")
    for key, scale, case_id, when, value in rows.exclude(value=None).values_list(*fields):
        values[(key, scale), case_id][when] = value
    for (measured, case_id), both in values.items():
        found, person_id = cases[case_id]
        if point in both and TimePoint.BASELINE in both:
            found.pairs[measured][person_id] = (both[TimePoint.BASELINE], both[point])
        elif TimePoint.BASELINE in both:
            found.lost[measured][person_id] = both[TimePoint.BASELINE]
