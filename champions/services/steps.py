"""How far a champion is: each thing that their kinds of role need, with why, and how it stands."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from champions import agreement
from champions.models import Champion, Clearance, Decision, Need, Work
from champions.models.champion import SERVING
from champions.needs import ALSO_SETTLED_BY
from champions.services import asked
from core import clock
from core.actors import Actor
from core.registry import Registry

SOON = timedelta(days=60)

# Rooms above say which kinds of role a champion does there already.
done_by: Registry[Callable[[Champion], Collection[Work]]] = Registry("source of kinds of role")


class State(models.TextChoices):
    """How one thing stands, from the best on."""

    SETTLED = "settled", _("settled")
    SOON = "soon", _("runs out soon")
    RAN_OUT = "ran_out", _("has run out")
    REFUSED = "refused", _("not accepted")
    OPEN = "open", _("still to do")


@dataclass(frozen=True)
class Step:
    """One need. `row` is what says how it stands; empty where nothing was ever written down."""

    need: Need
    state: State
    row: Clearance | None
    whys: tuple[tuple[str, str], ...]  # a kind of role, and why it needs this

    @property
    def is_settled(self) -> bool:
        return self.state in (State.SETTLED, State.SOON)

    @property
    def reasons(self) -> list[str]:
        """Each reason once."""
        return list(dict.fromkeys(why for _work, why in self.whys if why))


def today(champion: Champion) -> date:
    """The day at the champion's centre."""
    return clock.now().astimezone(champion.centre.zone).date()


def works_of(champion: Champion) -> list[Work]:
    """The kinds of role that a champion does or would like to do. As many queries as there are sources."""
    found = {*champion.works, *(work for source in done_by for work in source(champion))}
    return [work for work in Work if work in found]


def of(champion: Champion, *, on: date) -> list[Step]:
    """Everything that these kinds of role need. Two queries, and those of `works_of`."""
    table = asked.table(champion.centre_id)
    rows = {Need(row.need): row for row in Clearance.objects.of(champion).newest()}
    works = works_of(champion)
    reasons = {work: table.reasons(work) for work in works}
    return [
        _step(need, rows, on, tuple((str(work.label), why[need]) for work, why in reasons.items() if need in why))
        for need in table.needed(works)
    ]


def _step(need: Need, rows: dict[Need, Clearance], on: date, whys: tuple[tuple[str, str], ...]) -> Step:
    """A wider police record check speaks where it says more than the narrower one."""
    found = [rows[one] for one in (need, *ALSO_SETTLED_BY.get(need, ())) if one in rows]
    states = [(_state(row, on), row) for row in found]
    order = list(State)
    state, row = min(states, key=lambda pair: order.index(pair[0]), default=(State.OPEN, None))
    return Step(need, state, row, whys)


def _state(row: Clearance, on: date) -> State:
    if row.decision == Decision.REFUSED:
        return State.REFUSED
    if row.need == Need.CONFIDENTIALITY and row.version in agreement.outdated():
        return State.OPEN
    if row.runs_out(on):
        return State.RAN_OUT
    return State.SOON if row.until and row.until <= on + SOON else State.SETTLED


def running_out(actor: Actor, *, on: date) -> list[Clearance]:
    """What ran out, or does within two months, of the champions of the actor's centre who serve: soonest first.
    One query."""
    rows = Clearance.visible_to(actor).filter(champion__centre=actor.centre_id, champion__standing__in=SERVING)
    rows = rows.newest().accepted().filter(until__lte=on + SOON)
    return list(rows.select_related("champion__person", "champion__supporter").order_by("until", "pk"))
