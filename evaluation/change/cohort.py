"""Who was asked a second time in one year at one centre, and what they answered then and at the beginning."""

from collections import defaultdict
from dataclasses import dataclass, field

from centres.models import Centre
from evaluation.change.paired import Pair
from evaluation.models import Score, Sitting, SittingState, TimePoint
from evaluation.safe.years import Year

SECOND_TIMES = (TimePoint.THREE_MONTHS, TimePoint.SIX_MONTHS, TimePoint.CLOSING)
Measured = tuple[str, str]  # the key of an instrument, and one of its scales


@dataclass
class Cohort:
    """`states`: how the second time ended, by person. `pairs`: by person, for whom both scores are known; `lost`: the
    first score of whoever has none from the second time."""

    states: dict[int, SittingState] = field(default_factory=dict)
    pairs: dict[Measured, dict[int, Pair]] = field(default_factory=lambda: defaultdict(dict))
    lost: dict[Measured, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))


def cohort(centre: Centre, year: Year, point: TimePoint) -> Cohort:
    """By the day of the second time. Each person counts once: with the first of their cases. Two queries."""
    rows = Sitting.objects.filter(centre=centre, time_point=point, opens_at__gte=year.begins(centre.zone))
    rows = rows.filter(opens_at__lt=year.ends(centre.zone)).exclude(state=SittingState.PLANNED)
    found, cases = Cohort(), {}
    for case_id, person_id, state in rows.order_by("opens_at", "pk").values_list("case", "person", "state"):
        if person_id not in found.states:
            found.states[person_id] = SittingState(state)
            cases[case_id] = person_id
    _fill(found, cases, point)
    return found


def _fill(found: Cohort, cases: dict[int, int], point: TimePoint) -> None:
    """Only scores of the same version of an instrument are compared."""
    values: dict[tuple[Measured, int], dict[str, float]] = defaultdict(dict)
    asked = (TimePoint.BASELINE, point)
    rows = Score.objects.filter(measure__sitting__case__in=cases, measure__sitting__time_point__in=asked)
    fields = ("measure__instrument", "scale", "measure__sitting__case", "measure__sitting__time_point", "value")
    for key, scale, case_id, when, value in rows.exclude(value=None).values_list(*fields):
        values[(key, scale), cases[case_id]][when] = value
    for (measured, person_id), both in values.items():
        if point in both and TimePoint.BASELINE in both:
            found.pairs[measured][person_id] = (both[TimePoint.BASELINE], both[point])
        elif TimePoint.BASELINE in both:
            found.lost[measured][person_id] = both[TimePoint.BASELINE]
