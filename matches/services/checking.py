"""What a visitor says: that they are here, that they left, that they stay longer, that they need help. And what staff
do about an alert.

Said twice, it counts once, and the first moment stands. Locks: the visit, then its alerts.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from champions.services import hours
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from matches import visit_notices
from matches.models import Alert, Cause, Visit, VisitState
from matches.services import safety
from matches.states import alerts, visits
from people.locks import named
from people.services import persons

EARLY = timedelta(hours=3)  # so long before the start one can be there
AFTERWARDS = timedelta(hours=12)  # … and so long after the end one can still say it
LONGER = timedelta(minutes=30)
MOST_MINUTES = 12 * 60


def now_of(person_ids: Collection[int], *, now: datetime) -> Visit | None:
    """What somebody with these records visits just now: where they are, else the nearest. One query."""
    rows = Visit.objects.under_way().made_by(list(person_ids))
    rows = rows.filter(starts_at__lte=now + EARLY, ends_at__gt=now - AFTERWARDS).for_rows()
    found = sorted(rows, key=lambda one: (one.checked_in_at is None, abs(one.starts_at - now)))
    return found[0] if found else None


def made_by(visit_id: object, person_ids: Collection[int]) -> Visit | None:
    """A visit, if somebody with these records makes it. One query."""
    found: Visit | None = Visit.objects.made_by(list(person_ids)).for_rows().filter(pk=visit_id).first()
    return found


def is_now(visit: Visit, *, now: datetime) -> bool:
    return visit.starts_at - EARLY <= now < visit.ends_at + AFTERWARDS


@transaction.atomic
def check_in(visit: Visit, *, by: Actor, at: datetime | None = None, now: datetime | None = None) -> Visit:
    """They are there. `at` is the moment of the tap, where the network was slower.

    Raises `Forbidden`, `DomainError`.
    """
    now = now or clock.now()
    require(by, "matches.visit", visit.match)
    if _is_new(visit, "checked_in_at", _moment(visit, at, now), now):
        audit.record("visit.checked_in", by=by, **_of(visit))
        for alert in visit.alerts.open().filter(cause=Cause.LATE):
            alerts.move(alert, "close", by=by, safe_at=now)
    return visit


@transaction.atomic
def check_out(visit: Visit, *, by: Actor, at: datetime | None = None, now: datetime | None = None) -> Visit:
    """They left: the visit took place, its time is counted, and whoever was told of an alert hears that all is well.

    Raises `Forbidden`, `DomainError`.
    """
    now = now or clock.now()
    require(by, "matches.visit", visit.match)
    if _is_new(visit, "checked_out_at", _moment(visit, at, now), now):
        visits.move(visit, "happen", by=by)
        count(visit, minutes=minutes_of(visit), by=by)
        _all_is_well(visit, now=now, by=by)
    return visit


def _moment(visit: Visit, at: datetime | None, now: datetime) -> datetime:
    """A telephone's clock may be wrong: what cannot be is now."""
    return at if at and visit.starts_at - EARLY <= at <= now else now


def _is_new(visit: Visit, field: str, at: datetime, now: datetime) -> bool:
    """One conditional UPDATE: whether this is the first time that they say so. The visit is brought up to date."""
    rows = Visit.objects.planned().filter(pk=visit.pk, **{field: None})
    in_time = is_now(visit, now=now)
    is_new = in_time and bool(rows.update(**{field: at, "modified_at": now}))
    visit.refresh_from_db(fields=["state", "checked_in_at", "checked_out_at", "modified_at"])
    if is_new or getattr(visit, field):
        return is_new
    raise DomainError("visit_not_now" if visit.state == VisitState.PLANNED else "visit_not_planned")


def minutes_of(visit: Visit) -> int:
    """From when they were there until they left; at least one."""
    if visit.checked_out_at is None:
        return visit.minutes
    begun = visit.checked_in_at or visit.starts_at
    return max(1, min(int((visit.checked_out_at - begun).total_seconds() // 60), MOST_MINUTES))


def count(visit: Visit, *, minutes: int, by: Actor) -> None:
    """The visitor's hours: once a visit, however often they are written."""
    champion, day = visit.match.champion, visit.local_start.date()
    hours.credit(champion=champion, source=f"visit:{visit.pk}", day=day, minutes=minutes, by=by)


def _all_is_well(visit: Visit, *, now: datetime, by: Actor, but_for: str = "") -> None:
    for alert in visit.alerts.select_for_update(no_key=True).open().exclude(cause=but_for):
        if alert.cause == Cause.LATE:
            alerts.move(alert, "close", by=by, safe_at=now)
        elif alert.safe_at is None:
            Alert.objects.filter(pk=alert.pk).update(safe_at=now)
            for user in safety.on_call(visit.match.centre_id):
                visit_notices.tell_staff("visit-safe", alert, persons.of_account(user))


@transaction.atomic
def stay(visit: Visit, *, by: Actor, now: datetime | None = None) -> Visit:
    """Half an hour more than agreed, from now or from the agreed end, whichever is later; what was asked so far is
    asked anew then. Raises `Forbidden`, `DomainError`."""
    now = now or clock.now()
    require(by, "matches.visit", visit.match)
    rows = Visit.objects.under_way().filter(pk=visit.pk, ends_at=visit.ends_at, checked_in_at__isnull=False)
    if not rows.update(
        ends_at=max(visit.ends_at, now) + LONGER,
        revision=F("revision") + 1,
        modified_at=now,
        asked_out_at=None,
        called_at=None,
        alerted_at=None,
    ):
        raise DomainError("visit_changed")
    audit.record("visit.prolonged", by=by, **_of(visit))
    _all_is_well(visit, now=now, by=by, but_for=Cause.HELP)
    visit.refresh_from_db(fields=["ends_at", "revision", "modified_at", "asked_out_at", "called_at", "alerted_at"])
    return visit


@transaction.atomic
def ask_for_help(visit: Visit, *, by: Actor, now: datetime | None = None) -> Alert:
    """The visitor needs somebody: staff on call are told at once. Asked again while it is open, nothing is added.

    Raises `Forbidden`, `DomainError`.
    """
    now = now or clock.now()
    require(by, "matches.visit", visit.match)
    state = Visit.objects.select_for_update(no_key=True).values_list("state", flat=True).get(pk=visit.pk)
    if state == VisitState.CANCELLED:
        raise DomainError("visit_not_planned")
    if not is_now(visit, now=now):
        raise DomainError("visit_not_now")
    there = visit.alerts.open().filter(cause=Cause.HELP).first()
    if there:
        return there
    audit.record("visit.help_asked", by=by, **_of(visit))
    return safety.raise_alert(visit, Cause.HELP, now=now)


# --- At the desk -------------------------------------------------------------------------------------


def take(alert: Alert, *, by: Actor) -> Alert:
    """Say that one looks into it, so that the others know. Raises `Forbidden`; `Moved` where somebody does already."""
    require(by, "matches.look_after", alert)
    return alerts.move(alert, "take", by=by)


def close(alert: Alert, *, outcome: str, by: Actor) -> Alert:
    """It is looked after: what had happened. Raises `Forbidden`, `Moved`, `DomainError("outcome_needed")`."""
    require(by, "matches.look_after", alert)
    if not outcome.strip():
        raise DomainError("outcome_needed")
    return alerts.move(alert, "close", by=by, outcome=outcome.strip())


def view(alert: Alert, *, by: Actor) -> Alert:
    """Open it, with the address and the numbers to call: recorded, of both."""
    match = alert.visit.match
    for person_id in named((match.request.person_id, match.champion.person_id)):
        audit.record("alert.viewed", by=by, subject=alert, person_id=person_id, centre_id=match.centre_id)
    return alert


def _of(visit: Visit) -> dict[str, Any]:
    """Whom and what a record is about."""
    return {"subject": visit, "person_id": visit.person_id, "centre_id": visit.match.centre_id}
