"""What a centre asks of its champions before they start: the usual (`champions.needs`), and what it has changed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils.translation import get_language

from centres.models import Centre
from champions.models import CentreNeeds, Need, Work
from champions.needs import MONTHS, NEEDS
from core import audit
from core.actors import Actor
from core.policies import require

OwnWords = Mapping[str, str]  # by language; an empty text stands for ours


@dataclass(frozen=True)
class Table:
    """What one centre asks: which needs each kind of role has, why, and for how long each of them counts."""

    own: Mapping[str, Any] = field(default_factory=dict)
    own_months: Mapping[str, int | None] = field(default_factory=dict)

    def reasons(self, work: Work) -> dict[Need, str]:
        """What this kind of role needs, in the order of `Need`, each with the reason in the reader's language."""
        usual = NEEDS[work]
        asked = self.own.get(work)
        wanted = set(usual) if asked is None else set(asked)
        language = (get_language() or "en")[:2]
        return {
            need: (asked or {}).get(need, {}).get(language) or str(usual.get(need, ""))
            for need in Need
            if need in wanted
        }

    def needed(self, works: Collection[Work]) -> list[Need]:
        """Everything that these kinds of role need together, each once, in the order of `Need`."""
        wanted = {need for work in works for need in self._needs(work)}
        return [need for need in Need if need in wanted]

    def _needs(self, work: Work) -> Collection[str]:
        found: Collection[str] = self.own.get(work, NEEDS[work])
        return found

    def months(self, need: Need) -> int | None:
        """For how long it counts; None: it does not run out."""
        return self.own_months.get(need, MONTHS.get(need))

    def until(self, need: Need, start: date) -> date | None:
        """The last day for which something of that day counts."""
        months = self.months(need)
        return start + relativedelta(months=months) if months else None


def tables(centre_ids: Collection[int]) -> dict[int, Table]:
    """Of each centre. One query."""
    rows = CentreNeeds.objects.filter(centre__in=centre_ids)
    found = {row.centre_id: Table(row.asked, row.months) for row in rows}
    return {pk: found.get(pk, Table()) for pk in centre_ids}


def table(centre_id: int) -> Table:
    """Of one centre. One query."""
    return tables([centre_id])[centre_id]


@transaction.atomic
def ask(centre: Centre, work: Work, *, needs: Mapping[Need, OwnWords], by: Actor) -> None:
    """From now on this kind of role needs this, each with the reason in the centre's own words, if any.

    Nobody is taken off what they lead; whoever lacks something now stands on the desk's list. Raises `Forbidden`.
    """
    require(by, "champions.decide_needs", centre)
    row = _locked(centre)
    row.asked = {**row.asked, work: {str(need): dict(words) for need, words in needs.items()}}
    row.save(update_fields=["asked"])
    audit.record("centreneeds.changed", by=by, subject=centre, work=str(work))


@transaction.atomic
def ask_as_usual(centre: Centre, work: Work, *, by: Actor) -> None:
    """Back to what is usual for this kind of role. Raises `Forbidden`."""
    require(by, "champions.decide_needs", centre)
    row = _locked(centre)
    row.asked = {kind: needs for kind, needs in row.asked.items() if kind != work}
    row.save(update_fields=["asked"])
    audit.record("centreneeds.changed", by=by, subject=centre, work=str(work))


@transaction.atomic
def count(centre: Centre, *, months: Mapping[Need, int | None], by: Actor) -> None:
    """For how long each need counts; what was settled before keeps its day. Raises `Forbidden`."""
    require(by, "champions.decide_needs", centre)
    row = _locked(centre)
    row.months = {str(need): number or None for need, number in months.items()}
    row.save(update_fields=["months"])
    audit.record("centreneeds.changed", by=by, subject=centre)


def _locked(centre: Centre) -> CentreNeeds:
    row, _created = CentreNeeds.objects.select_for_update().get_or_create(centre=centre)
    return row
