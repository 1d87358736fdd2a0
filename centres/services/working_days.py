"""Counting by the days on which a centre works: weekdays that are neither holidays nor closures."""

from collections.abc import Collection
from datetime import date, timedelta

SATURDAY = 5


def after(day: date, number: int, closed: Collection[date]) -> date:
    """The `number`-th working day after `day`. `closed` are the days of `closures.closed_days` that matter."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < SATURDAY and day not in closed
    return day
