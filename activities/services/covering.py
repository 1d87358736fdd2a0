"""What champions carry, and what needs covering while they rest."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from activities.models import Activity, ActivityState, Session
from activities.models.session import SessionQuerySet
from champions.models import Break, Champion, Standing

LATELY = timedelta(weeks=12)
AHEAD = timedelta(weeks=8)  # what lies further ahead can wait


def groups_led(champion_ids: Collection[int], *, now: datetime) -> dict[int, int]:  # noqa: ARG001 - a measure's shape
    """How many groups each of them leads that are on the site. One query."""
    led = Activity.leaders.through.objects.filter(
        champion__in=champion_ids, activity__state=ActivityState.PUBLISHED
    ).values("champion")
    return dict(led.annotate(number=Count("pk")).values_list("champion", "number"))


def stood_in(champion_ids: Collection[int], *, now: datetime) -> dict[int, int]:
    """For how many dates of the last twelve weeks each of them stood in. One query."""
    held = Session.objects.all().scheduled().filter(
        substitute__in=champion_ids, starts_at__gt=now - LATELY, starts_at__lte=now
    )
    return Counter(held.values_list("substitute", flat=True))


def uncovered(centre_id: int | None, *, now: datetime) -> SessionQuerySet:
    """The dates of the next weeks that all leaders of their group rest through, and for which nobody stands in."""
    leaders = Champion.objects.filter(activities=OuterRef("activity"))
    resting = Exists(Break.objects.all().covering(OuterRef(OuterRef("day"))).filter(champion=OuterRef("pk")))
    back_by_then = Exists(Break.objects.open().filter(champion=OuterRef("pk"), until__lt=OuterRef(OuterRef("day"))))
    there = Q(standing=Standing.ACTIVE) & ~Q(resting) | Q(standing=Standing.PAUSED) & Q(back_by_then)
    away = Q(standing=Standing.PAUSED) & ~Q(back_by_then) | Q(standing=Standing.ACTIVE) & Q(resting)
    ahead = Session.objects.filter(centre=centre_id, substitute=None, starts_at__lt=now + AHEAD)
    rows: SessionQuerySet = ahead.scheduled().without_drafts().upcoming(now)
    return rows.filter(Exists(leaders.filter(away)), ~Exists(leaders.filter(there))).select_related(
        "activity", "centre"
    )


def uncovered_of(champion: Champion, *, now: datetime) -> SessionQuerySet:
    """Those of them that are this champion's to lead."""
    return uncovered(champion.centre_id, now=now).filter(activity__leaders=champion)
