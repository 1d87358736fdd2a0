"""Who leads a group and is not cleared for it: something ran out, or was never settled.

Nobody is taken off by a clock; staff see it, and decide.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from activities.models import Activity, ActivityState
from activities.services import clearing
from champions.models import Champion, Clearance, Need, Work
from champions.services import clearances
from core.actors import Actor


@dataclass(frozen=True)
class Lapse:
    """A champion, what they lack with the day on which it ran out (none: it was never settled), and the groups that go
    on meanwhile."""

    champion: Champion
    needs: tuple[tuple[Need, date | None], ...]
    groups: tuple[Activity, ...]

    @property
    def ran_out(self) -> bool:
        return any(day for _need, day in self.needs)


def at_centre(actor: Actor, *, on: date) -> list[Lapse]:
    """Those of the actor's centre: what ran out first. Five queries, however many there are."""
    running = Activity.visible_to(actor).filter(centre=actor.centre_id, state=ActivityState.PUBLISHED)
    champions = Champion.visible_to(actor).at(actor.centre_id).serving().known().filter(activities__in=running)
    led = Prefetch("activities", queryset=running.order_by("sort_en", "pk"), to_attr="running")
    rows = list(champions.distinct().for_list().prefetch_related(led))
    settled = clearances.settled(rows, on=on)
    ended = _ended(rows)
    found = []
    for champion in rows:
        groups = [(group, settled.lacking(champion, clearing.works_of(group))) for group in champion.running]
        lacking = [need for need in Need if any(need in needs for _group, needs in groups)]
        if lacking:
            needs = tuple((need, ended.get((champion.pk, need))) for need in lacking)
            found.append(Lapse(champion, needs, tuple(group for group, needs in groups if needs)))
    return sorted(found, key=lambda one: not one.ran_out)


def _ended(champions: list[Champion]) -> dict[tuple[int, str], date]:
    rows = Clearance.objects.filter(champion__in=champions, until__isnull=False).newest().accepted()
    return {(champion, need): until for champion, need, until in rows.values_list("champion", "need", "until")}


def works_led(champion: Champion) -> list[Work]:
    """The kinds of role that a champion does by leading groups. One query."""
    groups = Activity.objects.filter(leaders=champion, state=ActivityState.PUBLISHED)
    return sorted({work for group in groups for work in clearing.works_of(group)}, key=list(Work).index)
