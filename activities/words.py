"""Ages in words."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import dates


def age(since: datetime | None, now: datetime) -> str:
    """How long something has waited, by the days of the calendar: "since today", "for 3 days"."""
    if since is None:
        return ""
    days = (now.date() - since.astimezone(now.tzinfo).date()).days
    if days <= 0:
        return _("since today")
    if days == 1:
        return _("since yesterday")
    return ngettext("for %(count)s day", "for %(count)s days", days) % {"count": days}


def moment(local: datetime) -> str:
    """ "Tuesday, December 1, at 1:30 pm". Takes a datetime in the reader's zone."""
    return _("%(day)s, at %(clock)s") % {"day": dates.day(local.date()), "clock": dates.clock(local)}
