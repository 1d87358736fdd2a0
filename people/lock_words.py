"""Locks in words: who does not see a record, since when, and who said so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from core import dates
from core.actors import Channel, Role
from people.models import LockBox
from people.services import staff


@dataclass(frozen=True)
class LockLine:
    """One lock, standing or lifted."""

    pk: int
    who: str
    since: str
    lifted: str  # empty while it stands


def of(locks: Iterable[LockBox], *, to_self: bool) -> list[LockLine]:
    """As the person reads it, or (`to_self` is False) staff. One query, however many."""
    locks = list(locks)
    ids = {pk for lock in locks for pk in (lock.recorded_by_user_id, lock.lifted_by_user_id) if pk}
    names = staff.names(ids) if ids else {}
    you = _("you") if to_self else _("the person themselves")
    return [_line(lock, names, you) for lock in locks]


def _line(lock: LockBox, names: Mapping[int, str], you: str) -> LockLine:
    said = _("Since %(day)s, %(centre)s. Written down by %(who)s (%(channel)s).") % {
        "day": _day(lock.since),
        "centre": lock.centre.name,
        "who": names.get(lock.recorded_by_user_id, _("staff")) if lock.recorded_by_user_id else you,
        "channel": lock.get_channel_display(),
    }
    lifted = ""
    if lock.lifted_at:
        lifted = _("Opened again on %(day)s by %(who)s (%(channel)s).") % {
            "day": _day(lock.lifted_at),
            "who": names.get(lock.lifted_by_user_id, _("staff")) if lock.lifted_by_user_id else you,
            "channel": str(Channel(lock.lifted_channel).label),
        }
    return LockLine(lock.pk, whom(lock), said, lifted)


def whom(lock: LockBox) -> str:
    """A name, or a role."""
    if lock.user is not None:
        return str(lock.user.name or lock.user.email)
    return _("Everybody in this role: %(role)s") % {"role": Role(lock.role).label}


def _day(moment: datetime) -> str:
    return dates.day(timezone.localtime(moment).date(), year=True)
