"""How a group's schedule goes on, in words: how it is, when it pauses, what changes and from when."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from activities import wording
from activities.models import Activity
from activities.services import timetable
from core import dates


@dataclass(frozen=True, slots=True)
class InWords:
    """The rule, with what is left out of it soon; and a line for each pause and each change that lies ahead."""

    rule: str
    ahead: list[str]
    pauses: bool


def in_words(activity: Activity, *, now: datetime) -> InWords:
    """Needs `centre` loaded. Three queries."""
    today = now.astimezone(activity.centre.zone).date()
    found = timetable.of(activity).begun(today)
    pauses = [one for one in found.pauses if one.last_day is None or one.last_day >= today]
    coming = [one.since for one in found.changes if not {"rule", "start_time", "minutes"}.isdisjoint(one.values)]
    changes = [
        _("From %(day)s on: %(rule)s") % {"day": dates.month_day(day), "rule": wording.rule_in_words(found.at(day))}
        for day in coming
    ]
    rule = wording.rule_in_full(found.activity, timetable.left_out(found, now=now))
    return InWords(
        rule, [wording.pause_in_words(one, timetable.back_on(found, one)) for one in pauses] + changes, bool(pauses)
    )
