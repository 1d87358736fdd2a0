"""When to ask whom to stand in: the pace at which a search goes on."""

from datetime import datetime, time, timedelta

AT_ONCE = 5  # champions asked in one go: a yes is wanted, not thirty
QUICKEST, SLOWEST = timedelta(minutes=10), timedelta(hours=12)
SHARE = 8  # of the time that is left, one such part is for an answer
STAFF_BEFORE = timedelta(hours=24)  # so long before the start staff hear that nobody was found
NIGHT_FROM, NIGHT_UNTIL = time(21), time(8)
CLOSE = timedelta(hours=10)  # so near the start nobody waits for the morning


def pause(asked_at: datetime, starts_at: datetime) -> timedelta:
    """How long those who were asked have before others are: the shorter the nearer the date."""
    return max(QUICKEST, min(SLOWEST, (starts_at - asked_at) / SHARE))


def staff_from(asked_at: datetime, starts_at: datetime) -> datetime:
    """From when on staff look for somebody as well: a day before; of what was asked later, once a quarter of the time
    has passed."""
    return max(starts_at - STAFF_BEFORE, asked_at + (starts_at - asked_at) / 4)


def is_night(local: datetime, starts_at: datetime) -> bool:
    """Whether nobody new is asked now: what is held back until the morning would reach everybody at once."""
    return not NIGHT_UNTIL <= local.time() < NIGHT_FROM and starts_at - local > CLOSE
