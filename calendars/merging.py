"""What becomes of this room's rows when two records are made one."""

from calendars.models import Subscription
from core import clock, merging
from core.actors import Actor


def revoke_subscriptions(_kept_id: int, merged_id: int, _by: Actor) -> list[int]:
    """Whoever holds an address of the merged record was never asked about the other: it opens nothing any more."""
    Subscription.objects.filter(person=merged_id, revoked_at=None).update(revoked_at=clock.now())
    return []


merging.register(Subscription, move=revoke_subscriptions)
