"""What a visitor writes after a visit, in half a minute; and what staff do about it."""

from datetime import datetime, timedelta

from django.db import transaction

from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from matches import visit_notices
from matches.models import Mood, Visit, VisitLog, VisitState
from matches.services import checking, visits
from matches.states import visits as machine
from people.services import persons

WRITTEN_WITHIN = timedelta(days=31)


@transaction.atomic
def write(
    visit: Visit,
    *,
    happened: bool,
    by: Actor,
    minutes: int = 0,
    mood: Mood | str = "",
    follow_up: str = "",
    is_worry: bool = False,
    now: datetime | None = None,
) -> Visit:
    """Whether it took place, how long, how it was, what to follow up. Written again, it is corrected: the log of
    changes keeps how many minutes stood there before, and never the words.

    Raises `Forbidden`, `DomainError`.
    """
    now = now or clock.now()
    visits.locked(visit.match_id)
    require(by, "matches.visit", visit.match)
    _check_time(visit, now, by)
    _settle_state(visit, happened=happened, by=by)
    minutes = minutes if happened else 0
    checking.count(visit, minutes=minutes, by=by)
    before = VisitLog.objects.filter(visit=visit).first()
    log = before or VisitLog(visit=visit)
    was = log.minutes
    news = bool(follow_up.strip()) and (follow_up.strip(), is_worry) != (log.follow_up, log.is_worry)
    log.minutes, log.mood = minutes, mood if happened else ""
    log.follow_up, log.is_worry, log.written_at = follow_up.strip(), bool(is_worry and follow_up.strip()), now
    if news:
        log.settled_at = None
    log.save()
    change = {"before": was, "minutes": minutes} if before else {"minutes": minutes}
    audit.record("visit.logged", by=by, subject=visit, person_id=visit.person_id, **change)
    if news and log.is_worry:
        _tell_of_worry(log, visit)
    return visit


def _check_time(visit: Visit, now: datetime, by: Actor) -> None:
    if visit.state == VisitState.CANCELLED:
        raise DomainError("visit_not_planned")
    if now < visit.starts_at and not visit.checked_out_at:
        raise DomainError("visit_not_over")
    if by.person_id == visit.match.champion.person_id and now > visit.ends_at + WRITTEN_WITHIN:
        raise DomainError("log_too_late")


def _settle_state(visit: Visit, *, happened: bool, by: Actor) -> None:
    wanted, move = (VisitState.HAPPENED, "happen") if happened else (VisitState.MISSED, "miss")
    visit.refresh_from_db(fields=["state"])
    if visit.state != wanted:
        machine.move(visit, move, by=by)


def _tell_of_worry(log: VisitLog, visit: Visit) -> None:
    for user in visit_notices.hearers(visit.match.centre_id):
        visit_notices.tell_staff("visit-worry", log, persons.of_account(user), key=f"{log.written_at:%Y%m%dT%H%M%S}")


@transaction.atomic
def settle(log: VisitLog, *, by: Actor, now: datetime | None = None) -> VisitLog:
    """Staff looked after what was to follow up. Done twice, it counts once. Raises `Forbidden`."""
    require(by, "matches.look_after", log.visit.match)
    if VisitLog.objects.filter(pk=log.pk, settled_at=None).update(settled_at=now or clock.now()):
        audit.record("visit.followed_up", by=by, subject=log.visit, person_id=log.visit.person_id)
    log.refresh_from_db(fields=["settled_at"])
    return log
