"""What screens say of a driver's day, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matches.services.drivers import Driver


def in_words(driver: Driver) -> str:
    """What a driver has on that day."""
    if driver.is_free:
        return _("Nothing else that day")
    parts = []
    if driver.lifts:
        parts.append(ngettext("%(count)s lift", "%(count)s lifts", driver.lifts) % {"count": driver.lifts})
    if driver.visits:
        parts.append(ngettext("%(count)s visit", "%(count)s visits", driver.visits) % {"count": driver.visits})
    if driver.groups:
        parts.append(ngettext("%(count)s group", "%(count)s groups", driver.groups) % {"count": driver.groups})
    return _("That day: %(what)s") % {"what": ", ".join(parts)}
