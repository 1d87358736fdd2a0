"""Thanks for so many hours and so many years, once each."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Q, Sum

from champions import notices
from champions.models import Champion, Hours, HoursState, Milestone, Unit
from core import audit
from core.actors import SYSTEM
from notifications.services.outbox import notify

HOURS = (10, 25, 50, 100, 250, 500)
YEARS = (1, 3, 5, 10)
# What was reached longer ago is written down and shown, but no news: so it is for those who were there before us.
NEWS_FOR = timedelta(days=60)
BATCH = 500


def thank(*, now: datetime) -> int:
    """Write down what champions have newly reached, and owe them a word; returns how many milestones. A few queries
    for each batch, and some for each champion who has reached something. Safe to run twice, and at once."""
    found = 0
    last = 0
    while batch := list(_batch(after=last)):
        last = batch[-1].pk
        for champion in batch:
            today = now.astimezone(champion.centre.zone).date()
            if missing := _missing(champion, today):
                found += _remember(champion, missing, today=today)
    return found


def _batch(*, after: int) -> Iterable[Champion]:
    """Who is a champion now, with their hours and what they were thanked for already."""
    total = Sum("hours__minutes", filter=Q(hours__state=HoursState.COUNTED))
    rows = Champion.objects.serving().filter(pk__gt=after).annotate(total=total)
    return rows.select_related("centre", "person").prefetch_related("milestones").order_by("pk")[:BATCH]


def _missing(champion: Champion, today: date) -> list[tuple[Unit, int]]:
    """What is reached and not written down."""
    known = {(milestone.unit, milestone.number) for milestone in champion.milestones.all()}
    hours = (champion.total or 0) // 60  # type: ignore[attr-defined]
    reached = [(Unit.HOURS, number) for number in HOURS if number <= hours]
    if champion.since:
        reached += [(Unit.YEARS, number) for number in YEARS if champion.since + relativedelta(years=number) <= today]
    return [one for one in reached if one not in known]


@transaction.atomic
def _remember(champion: Champion, missing: list[tuple[Unit, int]], *, today: date) -> int:
    """Each with its day; of hours and of years, only the last that is news is told."""
    made: dict[Unit, Milestone] = {}
    count = 0
    for unit, number in missing:
        milestone, is_new = Milestone.objects.get_or_create(
            champion=champion,
            unit=unit,
            number=number,
            defaults={"reached_on": _day(champion, unit, number) or today},
        )
        if is_new:
            count += 1
            made[unit] = milestone
    for milestone in made.values():
        if milestone.reached_on >= today - NEWS_FOR:
            _tell(champion, milestone)
    return count


def _day(champion: Champion, unit: Unit, number: int) -> date | None:
    """When it was reached."""
    if unit == Unit.YEARS:
        return champion.since + relativedelta(years=number) if champion.since else None
    sum_so_far = 0
    rows = Hours.objects.counted().filter(champion=champion).order_by("day", "pk")
    for day, minutes in rows.values_list("day", "minutes"):
        sum_so_far += minutes
        if sum_so_far >= number * 60:
            return day
    return None


def _tell(champion: Champion, milestone: Milestone) -> None:
    milestone.told = True
    milestone.save(update_fields=["told"])
    audit.record("milestone.thanked", by=SYSTEM, subject=milestone, person_id=champion.person_id)
    notify(notices.MILESTONE, person=champion.person, about=milestone, centre_id=champion.centre_id)
