"""Whether somebody is cleared to lead a group: asked wherever a leader is assigned, and shown where one is chosen.

Whoever leads already goes on, whatever runs out or is asked anew: staff see it on a list, and decide.
"""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from activities.choices import JoinMode
from activities.models import Activity, Proposal
from activities.models.details import GroupDetails
from champions.models import Champion, Need, Work
from champions.services import asked, clearances
from core import clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import may
from core.text import listed

CLOSED_MODES = frozenset({JoinMode.INVITATION, JoinMode.COURSE})
# What staff tick for a group, beside what follows from how people join.
TICKED = (Work.FOOD, Work.MONEY, Work.YOUTH, Work.DRIVE)


def asked_by(group: GroupDetails, ticked: Collection[str] = ()) -> list[Work]:
    """The kinds of role that leading a group is: where the same people meet, or being there tells something of their
    health, it is a closed one."""
    is_closed = group.sensitive or group.join_mode in CLOSED_MODES
    follows = Work.CLOSED if is_closed else Work.HOST
    return [work for work in Work if work == follows or work in ticked]


def works_of(activity: Activity) -> list[Work]:
    """What leading this group is."""
    return asked_by(activity, activity.works)


def lacking(champions: Iterable[Champion], works: Collection[Work], group: GroupDetails) -> dict[int, list[Need]]:
    """By champion's id, what they lack to lead; those who lack nothing are left out. Two queries, and the centre's."""
    today = clock.now().astimezone(group.centre.zone).date()
    return clearances.lacking(list(champions), works, on=today)


def hold(champions: Iterable[Champion], works: Collection[Work], group: GroupDetails, *, by: Actor) -> None:
    """Whoever begins to lead has to be cleared for it.

    Raises `DomainError("leader_lacks")`, which names who lacks what; to whoever does not see files, only who.
    """
    wanted = list(champions)
    found = lacking(wanted, works, group) if wanted else {}
    names = {champion.pk: champion for champion in wanted if champion.pk in found}
    if not names:
        return
    if may(by, "champions.manage", group.centre):
        who = "; ".join(f"{champion.person.name} ({in_words(found[pk])})" for pk, champion in names.items())
        raise DomainError("leader_lacks", who=who)
    raise DomainError("leader_not_ready", who=listed(champion.person.first_name for champion in names.values()))


def needed(proposal: Proposal) -> list[tuple[Need, str, bool]]:
    """What its proposer needs to lead it, each with the reason, and whether it is settled. Three queries."""
    works = asked_by(proposal)
    table = asked.table(proposal.centre_id)
    open_needs = lacking([proposal.proposer], works, proposal).get(proposal.proposer_id, [])
    whys = {need: why for work in works for need, why in table.reasons(work).items()}
    return [(need, whys[need], need not in open_needs) for need in table.needed(works)]


def in_words(needs: Iterable[Need]) -> str:
    return ", ".join(str(need.label) for need in needs)


def beside_name(needs: Collection[Need], *, in_full: bool, leads: bool) -> str:
    """What a form says beside the name of somebody who is not cleared; what it is that they lack is for staff."""
    if not in_full:
        return "" if leads else _("cannot lead this yet")
    if leads:
        return _("leads already; still to do: %(needs)s") % {"needs": in_words(needs)}
    return _("cannot lead this yet: %(needs)s") % {"needs": in_words(needs)}
