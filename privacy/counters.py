"""What the Commissioner counts once a year (O. Reg. 329/04, s. 6.4): incidents by kind, and whom they affected."""

from dataclasses import dataclass, field

from django.db.models import Count

from centres.models import Centre
from privacy.models import Incident, What

# How many people an incident affected: the groups of the yearly form. The last is open.
BANDS = ((1, 1), (2, 10), (11, 50), (51, 100), (101, None))


@dataclass
class Counter:
    """One of the four. `bands`: of how many people affected, how many incidents."""

    what: What
    incidents: int = 0
    people: int = 0
    bands: list[int] = field(default_factory=lambda: [0] * len(BANDS))

    def count(self, people: int) -> None:
        self.incidents += 1
        self.people += people
        for place, (least, most) in enumerate(BANDS):
            if least <= people and (most is None or people <= most):
                self.bands[place] += 1


@dataclass(frozen=True)
class Year:
    """The counters of a centre. An incident counts once, in the year in which it was found."""

    centre: Centre
    year: int
    counters: list[Counter]

    @property
    def incidents(self) -> int:
        return sum(counter.incidents for counter in self.counters)

    @property
    def people(self) -> int:
        return sum(counter.people for counter in self.counters)


def of_year(centre: Centre, year: int) -> Year:
    """One query."""
    counters = {what: Counter(what) for what in What}
    rows = Incident.objects.filter(centre=centre).found_in(year).annotate(named=Count("affected"))
    for what, others, named in rows.values_list("what", "others", "named"):
        counters[What(what)].count(others + named)
    return Year(centre, year, list(counters.values()))
