"""What leading a group is, as staff say it later on."""

from collections.abc import Collection

from django.db import transaction

from activities.models import Activity
from champions.models import Work
from core import audit
from core.actors import Actor
from core.policies import require


@transaction.atomic
def choose(activity: Activity, works: Collection[Work], *, by: Actor) -> Activity:
    """Beside what follows from how people join. Whoever leads it goes on; what they lack now stands on the desk's
    list. Raises `Forbidden`."""
    require(by, "activities.change_session", activity)
    activity.works = [work.value for work in Work if work in works]
    activity.save(update_fields=["works"])
    audit.record("activity.works_chosen", by=by, subject=activity)
    return activity
