"""What a champion is cleared for."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from champions import agreement
from champions.models import POLICE_CHECKS, Champion, CheckConsent, Clearance, Decision, Need, Work
from champions.needs import ALSO_SETTLED_BY
from champions.services import asked, references, steps
from champions.services.asked import Table
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require


@dataclass(frozen=True)
class Settled:
    """What is settled of some champions on one day, and what their centres ask."""

    needs: Mapping[int, set[str]]
    tables: Mapping[int, Table]

    def lacking(self, champion: Champion, works: Collection[Work]) -> list[Need]:
        """What this champion still lacks for these kinds of role."""
        has = self.needs.get(champion.pk, set())
        wanted = self.tables[champion.centre_id].needed(works)
        return [need for need in wanted if has.isdisjoint({need, *ALSO_SETTLED_BY.get(need, ())})]


def settled(champions: Collection[Champion], *, on: date) -> Settled:
    """Two queries, however many champions."""
    needs: dict[int, set[str]] = defaultdict(set)
    rows = Clearance.objects.filter(champion__in=champions).standing(on)
    for champion_id, need in rows.values_list("champion", "need"):
        needs[champion_id].add(need)
    return Settled(needs, asked.tables({champion.centre_id for champion in champions}))


def lacking(champions: Collection[Champion], works: Collection[Work], *, on: date) -> dict[int, list[Need]]:
    """By champion's id, what they lack for these kinds of role; those who lack nothing are left out. Two queries."""
    found = settled(champions, on=on)
    by_id = {champion.pk: found.lacking(champion, works) for champion in champions}
    return {pk: needs for pk, needs in by_id.items() if needs}


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
    """Write down that a need was seen to. Where no last day is given, it counts for as long as the centre says.

    Raises `Forbidden`; `DomainError("consent_first")` for a police record check to which the champion has not agreed
    in writing since the last one; `DomainError("references_first")` while fewer than two references speak for them.
    """
    require(by, "champions.manage", champion)
    if not by.is_system:
        _check(champion, need, on, decision)
    if until is None and decision == Decision.ACCEPTED:
        until = asked.table(champion.centre_id).until(need, issued_on or on)
    row = Clearance.objects.create(
        champion=champion,
        need=need,
        decision=decision,
        issued_on=issued_on,
        decided_on=on,
        decided_by_id=by.user_id,
        until=until,
        version=agreement.current() if need == Need.CONFIDENTIALITY else "",
    )
    audit.record("clearance.settled", by=by, subject=row, person_id=champion.person_id, need=str(need))
    return row


def _check(champion: Champion, need: Need, on: date, decision: Decision) -> None:
    """What has to come before."""
    if need in POLICE_CHECKS and not consent_to(champion, need, on=on):
        raise DomainError("consent_first")
    is_yes = decision == Decision.ACCEPTED
    if need == Need.REFERENCES and is_yes and references.speak_for(champion) < references.WANTED:
        raise DomainError("references_first")


@transaction.atomic
def sign(champion: Champion, *, name: str, version: str, by: Actor) -> Clearance:
    """The champion has read the confidentiality agreement and types their name under it.

    Raises `Forbidden`, `DomainError("agreement_changed")` where there is a newer text by now.
    """
    require(by, "champions.take_steps", champion)
    if version != agreement.current():
        raise DomainError("agreement_changed")
    today = steps.today(champion)
    row = Clearance.objects.create(
        champion=champion,
        need=Need.CONFIDENTIALITY,
        decided_on=today,
        until=asked.table(champion.centre_id).until(Need.CONFIDENTIALITY, today),
        version=version,
        signed_as=name.strip(),
    )
    audit.record("clearance.signed", by=by, subject=row, person_id=champion.person_id)
    return row


@transaction.atomic
def take_back(row: Clearance, *, by: Actor) -> Clearance:
    """It was written down by mistake: what was so before is so again. The row stays, and says who took it back.

    Raises `Forbidden`, `DomainError("taken_back")` where somebody has done so already.
    """
    require(by, "champions.manage", row.champion)
    change = {"taken_back_at": clock.now(), "taken_back_by": by.user_id}
    if not Clearance.objects.filter(pk=row.pk, taken_back_at=None).update(**change):
        raise DomainError("taken_back")
    row.refresh_from_db()
    audit.record("clearance.taken_back", by=by, subject=row, person_id=row.champion.person_id, need=str(row.need))
    return row


@transaction.atomic
def agree_to_check(champion: Champion, need: Need, *, on: date, by: Actor) -> CheckConsent:
    """Write down that the champion has agreed in writing to this type of police record check. Raises `Forbidden`."""
    require(by, "champions.manage", champion)
    row = CheckConsent.objects.create(champion=champion, need=need, given_on=on, written_down_by_id=by.user_id)
    audit.record("checkconsent.written", by=by, subject=row, person_id=champion.person_id, need=str(need))
    return row


def consent_to(champion: Champion, need: Need, *, on: date) -> CheckConsent | None:
    """The consent for the next check of this type: one that no check has followed yet. Two queries."""
    rows = CheckConsent.objects.filter(champion=champion, need=need, given_on__lte=on)
    last = Clearance.objects.filter(champion=champion, need=need).newest().first()
    return (rows.filter(given_on__gt=last.decided_on) if last else rows).select_related("written_down_by").first()


@transaction.atomic
def choose_works(champion: Champion, works: Collection[Work], *, by: Actor) -> Champion:
    """Which kinds of role the champion does or would like to do. Raises `Forbidden`."""
    require(by, "champions.manage", champion)
    champion.works = [work.value for work in Work if work in works]
    champion.save(update_fields=["works"])
    audit.record("champion.changed", by=by, subject=champion, person_id=champion.person_id, fields=["works"])
    return champion
