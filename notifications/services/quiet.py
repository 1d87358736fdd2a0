"""The hours in which nothing rings: neither a text nor a call."""

from datetime import datetime, timedelta

from notifications.models import OutboxMessage, Preferences


def ends(message: OutboxMessage, now: datetime) -> datetime | None:
    """When the quiet hours of a message's person end, if `now` is within them.

    Needs `person` with its preferences, and `centre` loaded.
    """
    wishes = Preferences.of(message.person)
    local = now.astimezone(message.zone)
    if not is_quiet(wishes, local):
        return None
    day = local.date() + timedelta(days=1 if local.time() >= wishes.quiet_until else 0)
    return datetime.combine(day, wishes.quiet_until, message.zone)


def is_quiet(wishes: Preferences, local: datetime) -> bool:
    """Whether a local time is within somebody's quiet hours, which may go over midnight. Alike ends are no hours."""
    start, end, now = wishes.quiet_from, wishes.quiet_until, local.time()
    return start <= now < end if start <= end else now >= start or now < end
