"""Counting the hours that champions gift."""

from datetime import date, timedelta

from django.db import transaction

from champions import notices, states
from champions.models import Champion, Hours, HoursChange, HoursState
from champions.models.hours import BY_HAND
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from notifications.services.outbox import notify

MOST_MINUTES = 24 * 60
OLDEST = timedelta(days=366)  # what is older, staff write down


@transaction.atomic
def credit(*, champion: Champion, source: str, day: date, minutes: int, by: Actor) -> Hours:
    """Count `minutes` for the champion. The same source again corrects the number; it never counts twice. What staff
    have corrected by hand stays as they set it."""
    row, is_new = Hours.objects.select_for_update(no_key=True).get_or_create(
        champion=champion, source=source, defaults={"day": day, "minutes": minutes}
    )
    if is_new:
        audit.record("hours.credited", by=by, subject=row, person_id=champion.person_id, minutes=minutes)
    elif not row.corrected and (row.day, row.minutes) != (day, minutes):
        _change(row, day=day, minutes=minutes, why="", by=by)
    return row


@transaction.atomic
def write_down(champion: Champion, *, key: str, day: date, minutes: int, what: str, today: date, by: Actor) -> Hours:
    """A champion writes down what they gave; staff look at it. The same `key` again is the same hours.

    Raises `Forbidden`, `DomainError`.
    """
    require(by, "champions.own", champion)
    if not champion.is_serving:
        raise DomainError("hours_not_serving")
    if day < today - OLDEST:
        raise DomainError("hours_too_old")
    known: Hours | None = Hours.objects.filter(champion=champion, source=f"{BY_HAND}{key}").first()
    if known is not None:
        return known
    row = _by_hand(champion, key=key, day=day, minutes=minutes, what=what, today=today)
    return states.hours.begin(row, HoursState.WAITING, "ask", by=by)


@transaction.atomic
def add(champion: Champion, *, key: str, day: date, minutes: int, what: str, today: date, by: Actor) -> Hours:
    """Staff write down hours: they count at once. The same `key` again is the same hours.

    Raises `Forbidden`, `DomainError`.
    """
    require(by, "champions.support", champion)
    known: Hours | None = Hours.objects.filter(champion=champion, source=f"{BY_HAND}{key}").first()
    if known is not None:
        return known
    row = _by_hand(champion, key=key, day=day, minutes=minutes, what=what, today=today)
    return states.hours.begin(row, HoursState.COUNTED, "count", by=by)


def _by_hand(champion: Champion, *, key: str, day: date, minutes: int, what: str, today: date) -> Hours:
    _check(day=day, minutes=minutes, today=today)
    if minutes == 0:
        raise DomainError("hours_none")
    return Hours(champion=champion, source=f"{BY_HAND}{key}", day=day, minutes=minutes, what=what.strip())


@transaction.atomic
def count(row: Hours, *, by: Actor) -> Hours:
    """Yes to what a champion wrote down. Raises `Forbidden`, `Moved`."""
    require(by, "champions.support", row.champion)
    return states.hours.move(row, "count", by=by)


@transaction.atomic
def decline(row: Hours, *, answer: str, by: Actor) -> Hours:
    """No, with a reason that the champion reads. Raises `Forbidden`, `Moved`, `DomainError`."""
    require(by, "champions.support", row.champion)
    if not answer.strip():
        raise DomainError("hours_need_reason")
    states.hours.move(row, "decline", by=by, answer=answer.strip())
    champion = row.champion
    notify(notices.HOURS_DECLINED, person=champion.person, about=row, centre_id=champion.centre_id)
    return row


@transaction.atomic
def correct(row: Hours, *, day: date, minutes: int, why: str, today: date, by: Actor) -> Hours:
    """Another number or another day, with who, when, from what and why. 0 takes the hours back.

    Raises `Forbidden`, `DomainError`.
    """
    require(by, "champions.support", row.champion)
    _check(day=day, minutes=minutes, today=today)
    if not why.strip():
        raise DomainError("hours_need_reason")
    locked = Hours.objects.select_for_update(no_key=True).get(pk=row.pk)
    if locked.state != HoursState.COUNTED:
        raise DomainError("hours_not_counted")
    locked.corrected = True
    return _change(locked, day=day, minutes=minutes, why=why.strip(), by=by)


def _change(row: Hours, *, day: date, minutes: int, why: str, by: Actor) -> Hours:
    HoursChange.objects.create(
        hours=row,
        minutes_before=row.minutes,
        minutes_after=minutes,
        day_before=row.day,
        day_after=day,
        why=why,
        at=clock.now(),
        actor_user_id=by.user_id,
        actor_person_id=by.person_id,
        role=by.role,
        channel=by.channel,
        centre_id=row.champion.centre_id,
    )
    row.day, row.minutes = day, minutes
    row.save(update_fields=["day", "minutes", "corrected"])
    audit.record("hours.corrected", by=by, subject=row, person_id=row.champion.person_id, minutes=minutes)
    return row


def _check(*, day: date, minutes: int, today: date) -> None:
    if day > today:
        raise DomainError("hours_ahead")
    if not 0 <= minutes <= MOST_MINUTES:
        raise DomainError("hours_too_many")
