"""What a champion is cleared for."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db import transaction

from champions.models import Champion, Clearance, Decision, Need, Work
from champions.needs import ALSO_SETTLED_BY, NEEDS
from core import audit
from core.actors import Actor
from core.policies import require


def needed(works: Collection[Work]) -> list[Need]:
    """Everything that these kinds of role need together, each once, in the order of `Need`."""
    wanted = {need for work in works for need in NEEDS[work]}
    return [need for need in Need if need in wanted]


def lacking(champions: Collection[Champion], works: Collection[Work], *, on: date) -> dict[int, list[Need]]:
    """By champion's id, what they lack for these kinds of role; those who lack nothing are left out. One query."""
    wanted = needed(works)
    settled: dict[int, set[str]] = defaultdict(set)
    rows = Clearance.objects.filter(champion__in=champions).standing(on)
    for champion_id, need in rows.values_list("champion", "need"):
        settled[champion_id].add(need)
    found = {
        champion.pk: [
            need for need in wanted if settled[champion.pk].isdisjoint({need, *ALSO_SETTLED_BY.get(need, ())})
        ]
        for champion in champions
    }
    return {pk: needs for pk, needs in found.items() if needs}


@transaction.atomic
def settle(
    champion: Champion,
    need: Need,
    *,
    by: Actor,
    on: date,
    until: date | None = None,
    issued_on: date | None = None,
    decision: Decision = Decision.ACCEPTED,
) -> Clearance:
    """Write down that a need was seen to. Raises `Forbidden`."""
    require(by, "champions.manage", champion)
    row = Clearance.objects.create(
        champion=champion,
        need=need,
        decision=decision,
        issued_on=issued_on,
        decided_on=on,
        decided_by_id=by.user_id,
        until=until,
    )
    audit.record("clearance.settled", by=by, subject=row, person_id=champion.person_id, need=str(need))
    return row
