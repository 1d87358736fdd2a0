"""Does a group still go on? Nobody should stand before a locked door because a list was never looked at again."""

from datetime import datetime, timedelta

from django.db import transaction

from activities import states
from activities.models import Activity, ActivityState
from activities.services import scheduling
from centres.models import Centre
from core import audit, clock
from core.actors import SYSTEM, Actor
from core.errors import Moved
from core.policies import require
from notifications.services.outbox import notify

REMINDED_AFTER = timedelta(weeks=2)
HIDDEN_AFTER = timedelta(weeks=4)  # counted from when the leaders were asked


def confirm(activity: Activity, *, by: Actor, now: datetime | None = None) -> Activity:
    """It goes on. A group that was off the site for want of this word is back, with its dates. Raises `Forbidden`."""
    require(by, "activities.confirm_group", activity)
    now = now or clock.now()
    with transaction.atomic():
        sign_of_life(activity.pk, now=now)
        activity.refresh_from_db()
        if activity.state == ActivityState.DORMANT:
            states.activities.move(activity, "show", by=by, modified_at=now)
            scheduling.materialise(activity=activity, by=SYSTEM, now=now)
        audit.record("activity.confirmed", by=by, subject=activity)
    return activity


def sign_of_life(activity_id: int, *, now: datetime) -> None:
    """Somebody met there, or said that it goes on."""
    Activity.objects.filter(pk=activity_id).update(confirmed_at=now, asked_at=None)


def look_after(*, now: datetime) -> int:
    """Ask the leaders of every group that was quiet for as long as its centre says; ask once more; then take it off
    the site and tell them. Returns how many groups. Safe to run at any moment, twice, and at once."""
    found = 0
    for centre in Centre.objects.exclude(asks_after_weeks=0):
        quiet = Activity.objects.published().filter(centre=centre)
        quiet = quiet.filter(confirmed_at__lte=now - timedelta(weeks=centre.asks_after_weeks))
        for activity in quiet.order_by("pk"):
            found += _look_after(activity, now)
    return found


@transaction.atomic
def _look_after(activity: Activity, now: datetime) -> int:
    if activity.asked_at is None:
        Activity.objects.filter(pk=activity.pk, asked_at=None).update(asked_at=now)
        return _tell(activity, "still-going")
    if activity.asked_at <= now - HIDDEN_AFTER:
        try:
            states.activities.move(activity, "hide", by=SYSTEM, modified_at=now)
        except Moved:  # another run was faster
            return 0
        return _tell(activity, "group-hidden")
    if activity.asked_at <= now - REMINDED_AFTER:
        return _tell(activity, "still-going", again="again")
    return 0


def _tell(activity: Activity, slug: str, *, again: str = "") -> int:
    key = f"{activity.confirmed_at:%Y%m%d}{again}"
    for leader in activity.leaders.active().select_related("person"):
        notify(slug, person=leader.person, about=activity, key=key, centre_id=activity.centre_id)
    return 1
