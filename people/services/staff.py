"""Who works where, as what. Managers of a centre decide for their centre."""

from django.db import transaction

from centres.models import Centre
from core import audit
from core.actors import STAFF_ROLES, Actor, Role
from core.errors import DomainError
from core.policies import require
from people.models import StaffRole, User


@transaction.atomic
def grant(*, user: User, centre: Centre, role: Role, by: Actor) -> StaffRole:
    """Give an account a role at a centre; asked again, answers with the one there is. Raises `Forbidden`."""
    require(by, "people.staff", centre)
    if role not in STAFF_ROLES:
        raise DomainError("not_staff_role")
    held, created = StaffRole.objects.get_or_create(user=user, centre=centre, role=role)
    if created:
        audit.record("staff_role.granted", by=by, subject=held, user_id=user.pk, role=held.role)
    return held


@transaction.atomic
def revoke(held: StaffRole, *, by: Actor) -> User:
    """Take the role away; the account stays. Returns the account. Raises `Forbidden`."""
    require(by, "people.staff", held.centre)
    audit.record("staff_role.revoked", by=by, subject=held, user_id=held.user_id, role=held.role)
    user = held.user
    held.delete()
    return user
