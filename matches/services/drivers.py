"""Who can drive on a day, and what a driver sees of it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from activities.models import Session
from champions.models import Champion, Work
from champions.services import clearances
from matches.models import Lift, LiftState, Visit
from matches.models.match import TOGETHER

# What stays on the sheet of a day.
SHOWN = (LiftState.ARRANGED, LiftState.DONE, LiftState.MISSED)


@dataclass(frozen=True)
class Driver:
    """A champion who is cleared to drive, and what they have on that day."""

    champion: Champion
    lifts: int = 0
    visits: int = 0
    groups: int = 0

    @property
    def is_free(self) -> bool:
        return not (self.lifts or self.visits or self.groups)


@dataclass(frozen=True)
class Sheet:
    """A driver's day."""

    day: date
    lifts: list[Lift] = field(default_factory=list)


def for_lift(lift: Lift) -> list[Driver]:
    """Who could drive, those who are free that day first, by name. Six queries."""
    day = lift.local_pick_up.date()
    active = list(Champion.objects.active().at(lift.centre_id).known().for_list())
    lacking = clearances.lacking(active, [Work.DRIVE], on=day)
    able = [champion for champion in active if champion.pk not in lacking]
    start = datetime.combine(day, time(), lift.centre.zone).astimezone(UTC)
    end = datetime.combine(day + timedelta(days=1), time(), lift.centre.zone).astimezone(UTC)
    driving = Lift.objects.arranged().filter(driver__in=able, pick_up_at__gte=start, pick_up_at__lt=end)
    driving = driving.exclude(pk=lift.pk)
    visiting = Visit.objects.planned().filter(match__champion__in=able, match__state__in=TOGETHER)
    visiting = visiting.filter(starts_at__gte=start, starts_at__lt=end)
    leading = Session.objects.scheduled().filter(day=day, activity__leaders__in=able)
    lifts = Counter(driving.order_by().values_list("driver", flat=True))
    visits = Counter(visiting.values_list("match__champion", flat=True))
    groups = Counter(leading.order_by().values_list("activity__leaders", flat=True))
    found = [Driver(one, lifts[one.pk], visits[one.pk], groups[one.pk]) for one in able]
    return sorted(found, key=lambda one: not one.is_free)


def sheets(person_id: int | None, *, now: datetime) -> list[Sheet]:
    """Today and tomorrow on the clock of the centre, whatever there is to drive: who, where, what comes along. Of what
    is done the time alone is left. One query."""
    rows = Lift.objects.filter(driver__person=person_id, state__in=SHOWN).for_rows()
    near = rows.filter(pick_up_at__gt=now - timedelta(days=2), pick_up_at__lt=now + timedelta(days=3))
    by_day: dict[date, Sheet] = {}
    for lift in near.order_by("pick_up_at", "pk"):
        day, today = lift.local_pick_up.date(), now.astimezone(lift.centre.zone).date()
        if today <= day <= today + timedelta(days=1) or (day < today and lift.state == LiftState.ARRANGED):
            by_day.setdefault(day, Sheet(day)).lifts.append(lift)
    return [by_day[day] for day in sorted(by_day)]


def later(person_id: int | None, *, now: datetime) -> list[Lift]:
    """What is to drive after that: when, and neither who nor where. One query."""
    rows = Lift.objects.arranged().filter(driver__person=person_id, pick_up_at__gt=now).without_details()
    return [
        row for row in rows if row.local_pick_up.date() > now.astimezone(row.centre.zone).date() + timedelta(days=1)
    ]
