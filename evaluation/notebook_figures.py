"""The number that a trial watches, with a mark where it began: as the evidence shows it, and nothing more of it."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from core import clock
from evaluation.figures import Figure, figure, words
from evaluation.indicators import Kind, Quarter, Scope, registry, up_to
from evaluation.models import Trial
from evaluation.services.notebook import today_at

MOST = 8


@dataclass(frozen=True)
class Watched(Figure):
    """`began`: the quarter that is marked, in the picture and in the table."""

    began: Quarter

    @property
    def headings(self) -> list[str]:
        return [
            _("%(quarter)s (here we began)") % {"quarter": words(one)} if one == self.began else words(one)
            for one in self.quarters
        ]

    @property
    def drawn(self) -> "Watched":
        """What the picture shows: quarters side by side. Lines in which something can count twice do not add up, so of
        them it shows how many there are in all."""
        if self.indicator.kind != Kind.OVERLAPPING:
            return self
        indicator = replace(self.indicator, kind=Kind.PARTS)
        return replace(self, indicator=indicator, rows=[replace(row, is_whole=False) for row in self.rows[-1:]])


def quarters(began: date, today: date) -> list[Quarter]:
    """A year up to today, or from the quarter before the beginning on, if that is earlier: two years at most."""
    this, marked = Quarter.of(today), Quarter.of(began)
    found = [min(up_to(this)[0], marked.previous)]
    while found[-1] < this and len(found) < MOST:
        found.append(found[-1].next)
    return found


def watched(trial: Trial) -> Watched | None:
    """Of its own centre. None where it watches no number."""
    if trial.indicator not in registry:
        return None
    span = quarters(trial.begins_on, today_at(trial.centre))
    found = figure(registry[trial.indicator], Scope((trial.centre_id,), tuple(span), clock.now()))
    return Watched(found.indicator, found.quarters, found.rows, began=Quarter.of(trial.begins_on))
