"""Groups that were read from a file and are not on the site yet: completed, put on the site, or thrown away."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from activities import search, states
from activities.models import Activity, ActivityState, Imported
from activities.services import clearing, publishing, scheduling, seats
from champions.models import Champion
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require

CHANGEABLE = frozenset(
    {
        "title_en",
        "title_fr",
        "summary_en",
        "summary_fr",
        "kind",
        "languages",
        "sensitive",
        "join_mode",
        "capacity",
        "venue",
        "works",
    }
)


class Missing(models.TextChoices):
    """What a draft needs before it can be on the site."""

    TITLE = "title", _("a name")
    PLACE = "place", _("a place")
    LEADER = "leader", _("somebody who leads")
    LOOK = "look", _("how people join, and whether it is private")


def missing(activity: Activity) -> list[Missing]:
    """In the order of the form. Needs `source` and `leaders` loaded, else two queries."""
    found = {
        Missing.TITLE: not activity.title,
        Missing.PLACE: activity.venue_id is None,
        Missing.LEADER: not any(leader.is_active for leader in activity.leaders.all()),
        Missing.LOOK: not _looked_over(activity),
    }
    return [name for name, lacks in found.items() if lacks]


def missing_in(groups: Iterable[Activity]) -> dict[int, list[Missing]]:
    """What each draft among these groups needs, by its key. One query where there is one. Needs `source` loaded."""
    found = [one for one in groups if one.state == ActivityState.DRAFT]
    models.prefetch_related_objects(found, "leaders")
    return {one.pk: missing(one) for one in found}


def _looked_over(activity: Activity) -> bool:
    source: Imported | None = getattr(activity, "source", None)
    return source is None or source.looked_over


def _lock(activity: Activity) -> Activity:
    locked = seats.lock_group(activity.pk)
    if locked.state != ActivityState.DRAFT:
        raise DomainError("not_a_draft")
    return locked


@transaction.atomic
def change(
    activity: Activity, *, leaders: Iterable[Champion], by: Actor, now: datetime | None = None, **details: Any
) -> Activity:
    """Keep what a coordinator says of a draft, and give its place and seats to its dates.

    Raises `Forbidden`, `TypeError`, `DomainError("not_a_draft")`.
    """
    require(by, "activities.change_session", activity)
    if unknown := set(details) - CHANGEABLE:
        raise TypeError(f"nothing that is said of a draft: {sorted(unknown)}")
    now = now or clock.now()
    locked = _lock(activity)
    for name, value in details.items():
        setattr(locked, name, value)
    search.fill(locked)
    locked.modified_at = now
    locked.save()
    locked.leaders.set(one for one in leaders if one.centre_id == locked.centre_id)
    spread(locked, now=now)
    Imported.objects.filter(activity=locked).update(looked_over=True)
    audit.record("activity.draft_changed", by=by, subject=locked)
    return locked


def spread(draft: Activity, *, now: datetime) -> None:
    """Give its place and its seats to its dates, but for those with their own. Nobody has a place on one yet."""
    changed = {"revision": F("revision") + 1, "modified_at": now}
    draft.sessions.filter(own_place=False).update(venue=draft.venue, **changed)
    draft.sessions.filter(own_seats=False).update(capacity=draft.capacity, **changed)


@transaction.atomic
def publish(activity: Activity, *, by: Actor, now: datetime | None = None) -> Activity:
    """Put it on the site, with its dates up to the horizon. Only now it gets its address and its join code.

    Raises `Forbidden`, `DomainError("not_a_draft")`, `("draft_incomplete")` or `("leader_lacks")`.
    """
    require(by, "activities.change_session", activity)
    now = now or clock.now()
    locked = _lock(activity)
    if missing(locked):
        raise DomainError("draft_incomplete")
    clearing.hold(locked.leaders.select_related("person"), clearing.works_of(locked), locked, by=by)
    address = {"slug": publishing.free_slug(locked), "join_code": publishing.free_code()}
    states.activities.move(locked, "publish", by=by, published_at=now, confirmed_at=now, modified_at=now, **address)
    scheduling.materialise(activity=locked, by=by, now=now)
    return locked


@transaction.atomic
def discard(activity: Activity, *, by: Actor) -> None:
    """Throw it away with its dates; nobody has ever seen them. Raises `Forbidden`, `DomainError("not_a_draft")`."""
    require(by, "activities.change_session", activity)
    locked = _lock(activity)
    audit.record("activity.discarded", by=by, subject=locked)
    locked.sessions.all().delete()
    locked.delete()
