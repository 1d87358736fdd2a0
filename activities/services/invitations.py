"""Who may join a group that is by invitation."""

from datetime import datetime

from django.db import transaction

from activities.models import Activity, Invitation
from core import audit, clock
from core.actors import Actor
from core.policies import require
from people.models import Person


@transaction.atomic
def invite(*, activity: Activity, person: Person, by: Actor, now: datetime | None = None) -> Invitation:
    """Open the group to somebody; asked again, answers with the invitation there is. Raises `Forbidden`."""
    require(by, "activities.invite", activity)
    invitation, created = Invitation.objects.get_or_create(
        activity=activity,
        person=person,
        withdrawn_at=None,
        defaults={"invited_by_user_id": by.user_id, "at": now or clock.now()},
    )
    if created:
        audit.record("invitation.made", by=by, subject=invitation, person_id=person.pk, centre_id=activity.centre_id)
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Actor, now: datetime | None = None) -> Invitation:
    """Close the group to them again. Places that they have stay theirs. Raises `Forbidden`."""
    require(by, "activities.invite", invitation.activity)
    invitation.withdrawn_at = now or clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    audit.record("invitation.withdrawn", by=by, subject=invitation, person_id=invitation.person_id)
    return invitation
