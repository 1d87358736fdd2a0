"""Who works where, as what. Managers of a centre decide for their centre."""

from collections.abc import Collection

from django.db import transaction

from centres.models import Centre
from core import audit
from core.actors import CARE_ROLES, STAFF_ROLES, Actor, Role
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


def at_centre(centre_id: int, *roles: Role) -> list[User]:
    """The active accounts that hold any of these roles there, by name. One query."""
    held = User.objects.filter(is_active=True, staff_roles__centre=centre_id, staff_roles__role__in=roles)
    return list(held.order_by("name", "pk").distinct())


def names(user_ids: Collection[int]) -> dict[int, str]:
    """The names of accounts by their ids; of those that are gone there is none. One query."""
    return dict(User.objects.filter(pk__in=user_ids).values_list("pk", "name"))


def who_hear_worries(centre_id: int) -> list[User]:
    """The active accounts that are named to hear of a leader's worry there. One query."""
    named = User.objects.filter(is_active=True, staff_roles__centre=centre_id, staff_roles__hears_worries=True)
    return list(named.order_by("name", "pk").distinct())


def on_call(centre_id: int) -> list[User]:
    """The active accounts that are told at once when a visitor may need help, at any hour. One query."""
    named = User.objects.filter(is_active=True, staff_roles__centre=centre_id, staff_roles__is_on_call=True)
    return list(named.order_by("name", "pk").distinct())


def privacy_officers(centre_id: int) -> list[User]:
    """Who looks after privacy there: the accounts that are named for it, else its managers. Two queries at most."""
    named = User.objects.filter(is_active=True, staff_roles__centre=centre_id, staff_roles__is_privacy_officer=True)
    return list(named.order_by("name", "pk").distinct()) or at_centre(centre_id, Role.MANAGER)


def named_privacy_officers(centre_id: int) -> list[int]:
    """The accounts that are named for it, and nobody in their place. One query."""
    named = StaffRole.objects.filter(centre=centre_id, is_privacy_officer=True)
    return list(named.order_by("user").values_list("user", flat=True).distinct())


def who_could_hear(centre_id: int) -> list[User]:
    """Those who can be named: staff there who may open a person's record. One query."""
    held = User.objects.filter(is_active=True, staff_roles__centre=centre_id, staff_roles__role__in=CARE_ROLES)
    return list(held.order_by("name", "pk").distinct())


@transaction.atomic
def hears_worries(*, centre: Centre, users: Collection[User], by: Actor) -> list[User]:
    """Name exactly these as those who hear of worries at the centre; returns them. Raises `Forbidden`."""
    require(by, "people.staff", centre)
    for role in _name("hears_worries", centre, users):
        audit.record(
            "staff_role.hears_worries", by=by, subject=role, user_id=role.user_id, is_named=role.hears_worries
        )
    return who_hear_worries(centre.pk)


@transaction.atomic
def put_on_call(*, centre: Centre, users: Collection[User], by: Actor) -> list[User]:
    """Put exactly these on call at the centre; returns them. Raises `Forbidden`."""
    require(by, "people.on_call", centre)
    for role in _name("is_on_call", centre, users):
        audit.record("staff_role.on_call", by=by, subject=role, user_id=role.user_id, is_named=role.is_on_call)
    return on_call(centre.pk)


@transaction.atomic
def name_privacy_officers(*, centre: Centre, users: Collection[User], by: Actor) -> list[User]:
    """Name exactly these as those who look after privacy at the centre. Raises `Forbidden`."""
    require(by, "people.staff", centre)
    for role in _name("is_privacy_officer", centre, users):
        audit.record(
            "staff_role.privacy_officer",
            by=by,
            subject=role,
            user_id=role.user_id,
            is_named=role.is_privacy_officer,
        )
    return privacy_officers(centre.pk)


def _name(field: str, centre: Centre, users: Collection[User]) -> list[StaffRole]:
    """Set a flag of the centre's care staff for exactly these; returns the roles that changed."""
    wanted = {user.pk for user in users}
    held = StaffRole.objects.select_for_update().filter(centre=centre, role__in=CARE_ROLES)
    changed = [role for role in held if getattr(role, field) != (role.user_id in wanted)]
    for role in changed:
        setattr(role, field, role.user_id in wanted)
        role.save(update_fields=[field])
    return changed
