"""What the retention schedule says about lifts and visits. That somebody was driven or visited stays, as a number."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import retention
from matches.models import Lift, VisitLog

TWO_YEARS = timedelta(days=730)


def ways_of_lifts(*, centre_id: int, before: datetime) -> QuerySet[Lift]:
    told = ~Q(pick_up="") | ~Q(drop_off="") | ~Q(note="")
    return Lift.objects.filter(told, centre=centre_id, pick_up_at__lt=before)


def forget_ways(rows: QuerySet[Lift]) -> int:
    return rows.update(pick_up="", drop_off="", note="")


def words_of_visits(*, centre_id: int, before: datetime) -> QuerySet[VisitLog]:
    return VisitLog.objects.filter(visit__match__centre=centre_id, written_at__lt=before).exclude(follow_up="")


def forget_words(rows: QuerySet[VisitLog]) -> int:
    return rows.update(follow_up="")


retention.registry.register(
    "matches.ways_of_lifts",
    retention.Step(
        what=_("From where to where somebody was driven"),
        after=_("the lift"),
        kept=TWO_YEARS,
        rows=ways_of_lifts,
        forget=forget_ways,
    ),
)
retention.registry.register(
    "matches.words_of_visits",
    retention.Step(
        what=_("What visitors asked staff to follow up after a visit"),
        after=_("it was written"),
        kept=TWO_YEARS,
        rows=words_of_visits,
        forget=forget_words,
    ),
)
