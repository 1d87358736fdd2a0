"""Whoever has not answered is reminded: as often as the centre decided, ten days apart, and no more than that."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery

from core import clock
from evaluation.asking import NOT_ASKED_AFTER, asks_something
from evaluation.models import MeasuringPlan, Sitting
from evaluation.notices import REMINDED
from notifications.services.outbox import notify
from people.models.consent import Purpose
from people.services import consents

APART = timedelta(days=10)
AT_ONCE = 500


def remind(*, now: datetime | None = None) -> int:
    """Owe the reminders that are due; returns how many. Safe to run at any moment, twice, and at once."""
    at = now or clock.now()
    allowed = MeasuringPlan.objects.filter(centre=OuterRef("centre"), is_on=True).values("reminders")
    since = at - APART
    rows = Sitting.objects.open().filter(closes_at__gt=at, measures=None, state_since__lte=since)
    rows = rows.filter(Q(reminded_at=None) | Q(reminded_at__lte=since)).exclude(
        case__closed_reason__in=NOT_ASKED_AFTER
    )
    due = list(
        rows.annotate(allowed=Subquery(allowed)).filter(reminded__lt=F("allowed")).select_related("person")[:AT_ONCE]
    )
    agree = consents.who_agree([row.person_id for row in due], Purpose.EVALUATION)
    return sum(_remind(row, at) for row in due if row.person_id in agree and asks_something(row))


@transaction.atomic
def _remind(sitting: Sitting, now: datetime) -> int:
    """Of two who come at once, one writes."""
    mine = Sitting.objects.open().filter(pk=sitting.pk, reminded=sitting.reminded)
    if not mine.update(reminded=F("reminded") + 1, reminded_at=now):
        return 0
    key = str(sitting.reminded + 1)
    notify(REMINDED, person=sitting.person, about=sitting, key=key, centre_id=sitting.centre_id)
    return 1
