"""Who carries how much: hours, check-ins, and what rooms above count. For staff who look after champions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Q, Sum
from django.utils import timezone

from champions import load
from champions.models import Champion, Hours, Note

SHORT, LONG = timedelta(weeks=4), timedelta(weeks=12)
Measured = list[tuple[load.Measure, Mapping[int, int]]]
HEAVY_HOURS = 20  # in four weeks: half a working week


@dataclass(frozen=True)
class Load:
    """What one champion carries. `counts` are in the order of `load.measures`."""

    champion: Champion
    lately: int  # hours in four weeks
    longer: int  # …and in twelve
    checked_in: datetime | None
    counts: list[int]
    is_heavy: bool
    is_due: bool  # the next check-in

    @property
    def weight(self) -> tuple[bool, int, int]:
        return (self.is_heavy, self.lately, self.longer)


def of(champions: Collection[Champion], *, now: datetime) -> list[Load]:
    """In the order given. Two queries, and those of the measures, however many there are."""
    ids = [champion.pk for champion in champions]
    today = timezone.localtime(now).date()
    hours, last = _minutes(ids, today), _last_check_ins(ids)
    measured = load.counted(ids, now=now)
    return [
        _of_one(champion, hours.get(champion.pk, (0, 0)), last.get(champion.pk), measured, today)
        for champion in champions
    ]


def _of_one(
    champion: Champion, minutes: tuple[int, int], checked_in: datetime | None, measured: Measured, today: date
) -> Load:
    lately, longer = minutes
    counts = [(numbers.get(champion.pk, 0), measure.heavy) for measure, numbers in measured]
    return Load(
        champion=champion,
        lately=lately // 60,
        longer=longer // 60,
        checked_in=checked_in,
        counts=[number for number, _heavy in counts],
        is_heavy=lately >= HEAVY_HOURS * 60 or any(number >= heavy for number, heavy in counts),
        is_due=bool(champion.check_in_on and champion.check_in_on <= today),
    )


def _minutes(ids: Collection[int], today: date) -> dict[int, tuple[int, int]]:
    """Of the last four and the last twelve weeks. One query."""
    rows = Hours.objects.counted().filter(champion__in=ids, day__gt=today - LONG, day__lte=today).values("champion")
    summed = rows.annotate(lately=Sum("minutes", filter=Q(day__gt=today - SHORT)), longer=Sum("minutes"))
    return {row["champion"]: (row["lately"] or 0, row["longer"] or 0) for row in summed}


def _last_check_ins(ids: Collection[int]) -> dict[int, datetime]:
    """One query."""
    rows = Note.objects.filter(champion__in=ids, checks_in=True).values("champion")
    return dict(rows.annotate(last=Max("at")).values_list("champion", "last"))
