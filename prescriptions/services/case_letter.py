"""On weekday mornings a link worker reads by e-mail how much is due, if anything is: numbers, and nobody's name."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from core import clock
from core.actors import Role
from notifications.models import Preferences
from notifications.registry import Context, register
from notifications.services.outbox import notify
from people import actors
from people.models import StaffRole
from people.services import persons
from prescriptions.services import caseload

SLUG = "cases-due"
FROM, UNTIL = time(8), time(10)  # by the centre's clock, on weekdays


def send(*, now: datetime) -> int:
    """Owe this morning's letters, one a day and link worker; returns how many were asked for. Safe to run at any
    moment, twice, and at once: the outbox keeps one."""
    roles = StaffRole.objects.filter(role=Role.LINK_WORKER, user__is_active=True).select_related("centre", "user")
    return sum(_owe(role, now) for role in roles.order_by("pk") if _is_morning(role, now))


def _is_morning(role: StaffRole, now: datetime) -> bool:
    local = now.astimezone(role.centre.zone)
    return local.weekday() < 5 and FROM <= local.time() < UNTIL


@transaction.atomic
def _owe(role: StaffRole, now: datetime) -> bool:
    person = persons.of_account(role.user)
    day = now.astimezone(role.centre.zone).date().isoformat()
    if not (Preferences.of(person).staff_digest and _waiting(role, now).is_anything):
        return False
    notify(SLUG, person=person, about=role, key=day, centre_id=role.centre_id)
    return True


def _waiting(role: StaffRole, now: datetime) -> caseload.Today:
    """What they themselves may see of it."""
    return caseload.today_of(actors.for_user(role.user, centre_id=role.centre_id), now)


def load_roles(ids: Collection[int]) -> dict[int, Context]:
    """What waits for each. As many queries each as `_waiting` takes."""
    now = clock.now()
    roles = StaffRole.objects.filter(pk__in=ids).select_related("centre", "user")
    return {role.pk: {"centre": role.centre, "page": _page, **asdict(_waiting(role, now))} for role in roles}


def _page() -> str:
    """The address of the caseload, in the active language."""
    return settings.PUBLIC_BASE_URL + reverse("desk_cases:caseload")


def is_worth_it(found: Context) -> bool:
    """Whether there is anything to say."""
    return any(found[name] for name in ("due", "new", "taken_back"))


register(SLUG, load=load_roles, holds=is_worth_it, to_staff=True, by_email=True)
