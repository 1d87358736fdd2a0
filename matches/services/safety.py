"""Home visits: that the visitor arrived, that they left, and what happens where we do not hear of it.

| when | what |
|---|---|
| `LATE` after the start, nobody has arrived | a gentle text |
| as long again | the desk sees it |
| the agreed end, and the grace of the match | a text: all well? |
| `CALL_AFTER` later | the line calls the visitor |
| `ALERT_AFTER` after the grace | staff on call are told, at any hour, and the desk turns red |
| `TELL_MORE_AFTER` later, nobody looks into it | everybody on staff is told |

Each of these is one conditional UPDATE and what it owes, in one transaction: it happens once, however many workers
look, and a worker that dies in between leaves it to the next. The times count from what was agreed and not from when
somebody looked, so that a worker that stood still goes on where things are. A check-out at any moment ends it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Q

from activities.services import worries
from core import failures
from core.actors import CARE_ROLES, SYSTEM
from matches import visit_notices
from matches.models import Alert, AlertState, Cause, Visit
from matches.states import alerts as machine
from people.models import User
from people.services import persons, staff

log = structlog.get_logger("porchlight.visits")

LATE = timedelta(minutes=15)
CALL_AFTER = timedelta(minutes=5)
ALERT_AFTER = timedelta(minutes=10)
ANSWER_WITHIN = timedelta(minutes=2)  # nobody is called before they could have answered the text
TELL_MORE_AFTER = timedelta(minutes=10)
LOOKED_AFTER_FOR = timedelta(days=1)  # what is older is nothing to wake anybody for


def watch(*, now: datetime) -> int:
    """Do what is due about every visit; returns how many things were done. Two queries where there is nothing.

    What goes wrong with one visit keeps no other from being looked after.
    """
    did = sum(_guarded(stage.field, stage.take, visit, now) for visit in _unheard_of(now) for stage in STAGES)
    for alert in Alert.objects.urgent().filter(_nobody_took(now)).for_rows():
        did += _guarded("told_more_at", _tell_more, alert, now)
    return did


def _unheard_of(now: datetime) -> list[Visit]:
    """Visits that should have begun, whose visitor has not left, and of which staff do not know yet. One query."""
    rows = Visit.objects.under_way().at_home()
    rows = rows.filter(alerted_at=None, starts_at__lte=now - LATE, ends_at__gt=now - LOOKED_AFTER_FOR)
    return list(rows.for_rows().order_by("starts_at", "pk"))


def _guarded(stage: str, do: Callable[[Any, datetime], bool], thing: Visit | Alert, now: datetime) -> bool:
    try:
        return do(thing, now)
    except Exception:  # noqa: BLE001 - the others have to be looked after all the same
        log.error("visit not looked after", id=thing.pk, stage=stage, **failures.in_hand())
        return False


@dataclass(frozen=True)
class Stage:
    """What is done once about a visit when it is due; `field` keeps when. `unless_here`: not once they arrived."""

    field: str
    is_due: Callable[[Visit, datetime], bool]
    do: Callable[[Visit, datetime], object]
    unless_here: bool = False

    def take(self, visit: Visit, now: datetime) -> bool:
        if getattr(visit, self.field) or (self.unless_here and visit.checked_in_at) or not self.is_due(visit, now):
            return False
        rows = Visit.objects.under_way().filter(pk=visit.pk, ends_at=visit.ends_at, **{self.field: None})
        with transaction.atomic():
            if not (rows.filter(checked_in_at=None) if self.unless_here else rows).update(**{self.field: now}):
                return False
            self.do(visit, now)
        setattr(visit, self.field, now)
        return True


def _asking(slug: str) -> Callable[[Visit, datetime], object]:
    return lambda visit, _now: visit_notices.ask_visitor(slug, visit)


def _is_late(visit: Visit, now: datetime) -> bool:
    return now < visit.out_by


def _is_very_late(visit: Visit, now: datetime) -> bool:
    return visit.asked_in_at is not None and visit.starts_at + 2 * LATE <= now < visit.out_by


def _should_be_out(visit: Visit, now: datetime) -> bool:
    return now >= visit.out_by


def _did_not_answer(visit: Visit, now: datetime) -> bool:
    """Nobody is called by us in the minute in which staff call them."""
    asked, due = visit.asked_out_at, visit.out_by
    return asked is not None and asked + ANSWER_WITHIN <= now and due + CALL_AFTER <= now < due + ALERT_AFTER


def _is_not_heard_of(visit: Visit, now: datetime) -> bool:
    return now >= visit.out_by + ALERT_AFTER


STAGES = (
    Stage("asked_in_at", _is_late, _asking("visit-arrived"), unless_here=True),
    Stage("noted_late_at", _is_very_late, lambda visit, now: begin(visit, Cause.LATE, now=now), unless_here=True),
    Stage("asked_out_at", _should_be_out, _asking("visit-left")),
    Stage("called_at", _did_not_answer, _asking("visit-call")),
    Stage("alerted_at", _is_not_heard_of, lambda visit, now: raise_alert(visit, Cause.OUT, now=now)),
)


def _nobody_took(now: datetime) -> Q:
    return Q(state=AlertState.NEW, safe_at=None, told_more_at=None, raised_at__lte=now - TELL_MORE_AFTER)


@transaction.atomic
def _tell_more(alert: Alert, now: datetime) -> bool:
    if not Alert.objects.filter(_nobody_took(now), pk=alert.pk).update(told_more_at=now):
        return False
    everybody = {user.pk: user for role in CARE_ROLES for user in staff.at_centre(alert.centre_id, role)}
    for user in everybody.values():
        visit_notices.tell_staff("visit-alert", alert, persons.of_account(user), key="more")
    return True


# --- Alerts ---------------------------------------------------------------------------------------------


def begin(visit: Visit, cause: Cause, *, now: datetime) -> Alert:
    """Write the alert down; the desk shows it from now on. One that is open still is raised anew."""
    there: Alert | None = visit.alerts.open().filter(cause=cause).first()
    if there:
        Alert.objects.filter(pk=there.pk).update(raised_at=now, safe_at=None, told_more_at=None)
        return there
    return machine.begin(Alert(visit=visit, cause=cause, raised_at=now), AlertState.NEW, "raise", by=SYSTEM)


def raise_alert(visit: Visit, cause: Cause, *, now: datetime) -> Alert:
    """… and tell whoever is on call, at once."""
    alert = begin(visit, cause, now=now)
    for user in on_call(visit.match.centre_id):
        visit_notices.tell_staff("visit-alert", alert, persons.of_account(user), key=f"{now:%Y%m%dT%H%M}")
    return alert


def on_call(centre_id: int) -> list[User]:
    """Who is told at any hour: those on call; where nobody is, those who hear of worries. At most four queries."""
    return staff.on_call(centre_id) or worries.hearers(centre_id)
