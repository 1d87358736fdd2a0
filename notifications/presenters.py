"""Calls in words."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from core import dates
from notifications.models import Call


def when(call: Call, zone: ZoneInfo) -> str:
    """ "Tuesday, December 1, 2 pm"."""
    local = call.at.astimezone(zone)
    return _("%(day)s, %(clock)s") % {"day": dates.day(local.date()), "clock": dates.clock(local)}


def outcome(call: Call) -> str:
    """What came of it, and what was noted."""
    if call.note:
        return _("%(result)s: %(note)s") % {"result": call.get_result_display(), "note": call.note}
    return str(call.get_result_display())


def tries(calls: Iterable[Call], zone: ZoneInfo) -> list[tuple[str, str]]:
    """When, and what came of it, of each."""
    return [(when(call, zone), outcome(call)) for call in calls]
