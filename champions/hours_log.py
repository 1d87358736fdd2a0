"""The log of corrected hours, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from champions.models import HoursChange
from core import dates
from people.services import staff


@dataclass(frozen=True)
class Change:
    """One line of the log."""

    title: str
    when: str
    by: str
    text: str


def changes(rows: Iterable[HoursChange]) -> list[Change]:
    """Newest first. One query for the names."""
    rows = list(rows)
    names = staff.names({row.actor_user_id for row in rows if row.actor_user_id})
    return [
        Change(
            title=_("%(day)s: from %(before)s to %(after)s") % _values(row),
            when=dates.day(timezone.localtime(row.at).date()),
            by=names.get(row.actor_user_id or 0, ""),
            text=row.why or _("The register was closed again."),
        )
        for row in reversed(rows)
    ]


def _values(row: HoursChange) -> dict[str, str]:
    moved = row.day_before != row.day_after
    return {
        "day": dates.month_day(row.day_before),
        "before": dates.how_long(row.minutes_before),
        "after": dates.how_long(row.minutes_after)
        + (_(" on %(day)s") % {"day": dates.month_day(row.day_after)} if moved else ""),
    }
