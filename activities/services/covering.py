"""What champions carry, and what needs covering while they rest."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from activities.models import Activity, ActivityState, Session
from activities.models.session import SessionQuerySet
from champions.models import Break, Champion, Standing

LATELY = timedelta(weeks=12)
_DAY = OuterRef(OuterRef("day"))  # of the session, seen from the breaks of a champion
AHEAD = timedelta(weeks=8)  # what lies further ahead can wait


def groups_led(champion_ids: Collection[int], *, now: datetime) -> dict[int, int]:  # noqa: ARG001 - a measure's shape
    """How many groups each of them leads that are on the site. One query."""
    led = Activity.leaders.through.objects.filter(champion__in=champion_ids, activity__state=ActivityState.PUBLISHED)
    return Counter(led.values_list("champion", flat=True))


def stood_in(champion_ids: Collection[int], *, now: datetime) -> dict[int, int]:
    """For how many dates of the last twelve weeks each of them stood in. One query."""
    held = (
        Session.objects.all()
        .scheduled()
        .filter(substitute__in=champion_ids, starts_at__gt=now - LATELY, starts_at__lte=now)
    )
    return Counter(held.values_list("substitute", flat=True))


def uncovered(centre_id: int | None, *, now: datetime) -> SessionQuerySet:
    """The dates of the next weeks that everybody who would lead them rests through: all leaders of the group, or
    whoever stands in. One query."""
    resting = Exists(Break.objects.all().covering(_DAY).filter(champion=OuterRef("pk")))
    back_by_then = Exists(Break.objects.open().filter(champion=OuterRef("pk"), until__lt=_DAY))
    away = Q(standing=Standing.PAUSED) & ~Q(back_by_then) | Q(standing=Standing.ACTIVE) & Q(resting)
    there = Q(standing=Standing.PAUSED) & Q(back_by_then) | Q(standing=Standing.ACTIVE) & ~Q(resting)
    leaders = Champion.objects.filter(activities=OuterRef("activity"))
    stands_in = Champion.objects.filter(pk=OuterRef("substitute"))
    nobody_leads = Q(Exists(leaders.filter(away)), ~Exists(leaders.filter(there)), substitute=None)
    ahead = Session.objects.filter(centre=centre_id, starts_at__lt=now + AHEAD).scheduled().without_drafts()
    rows: SessionQuerySet = ahead.upcoming(now).filter(nobody_leads | Q(Exists(stands_in.filter(away))))
    return rows.select_related("activity", "centre")


def uncovered_of(champion: Champion, *, now: datetime) -> SessionQuerySet:
    """Those of them that are this champion's to lead. One query."""
    led = Activity.leaders.through.objects.filter(champion=champion).values("activity")
    theirs = Q(substitute=champion) | Q(substitute=None, activity__in=led)
    return uncovered(champion.centre_id, now=now).filter(theirs)
