"""Once a month whoever keeps a centre's asset map reads by e-mail how much of it is to be looked at again, if any."""

from collections.abc import Collection
from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from centres.models import Centre
from centres.services import resources_due
from core import clock
from core.actors import Role
from notifications.models import OutboxMessage, Preferences
from notifications.registry import Context, register
from notifications.services.outbox import notify
from people.models import User
from people.services import persons, staff

SLUG = "resources-due"
KEPT_BY = (Role.LINK_WORKER, Role.COORDINATOR)  # the first of these roles that anybody holds there
FROM, UNTIL = time(8), time(10)  # by the centre's clock, on weekdays


def send(*, now: datetime) -> int:
    """Owe this month's letters, once; returns how many. Safe to run at any moment, twice, and at once."""
    owed = 0
    for centre in Centre.objects.exclude(resources_hold_months=0).order_by("pk"):
        local = now.astimezone(centre.zone)
        is_morning = local.weekday() < 5 and FROM <= local.time() < UNTIL
        if is_morning and not _is_sent(centre, local) and resources_due.at(centre, now=now).exists():
            owed += _owe(centre, local)
    return owed


def _is_sent(centre: Centre, local: datetime) -> bool:
    first = datetime.combine(local.date().replace(day=1), time(0), local.tzinfo)
    return OutboxMessage.objects.filter(type=SLUG, about_id=centre.pk, created_at__gte=first).exists()


@transaction.atomic
def _owe(centre: Centre, local: datetime) -> int:
    """To all of its readers or to none: one letter is the sign that the month's are written."""
    people = [persons.of_account(user) for user in _keepers(centre)]
    wanted = [person for person in people if Preferences.of(person).staff_digest]
    for person in wanted:
        notify(SLUG, person=person, about=centre, key=f"{local:%Y-%m}", centre_id=centre.pk)
    return len(wanted)


def _keepers(centre: Centre) -> list[User]:
    by_role = (staff.at_centre(centre.pk, role) for role in KEPT_BY)
    return next((users for users in by_role if users), [])


def load_centres(ids: Collection[int]) -> dict[int, Context]:
    """How much is due at each. A query each."""
    address = f"{settings.PUBLIC_BASE_URL}{reverse('desk_resources:list')}?stands=due"
    now = clock.now()
    return {
        centre.pk: {"centre": centre, "due": resources_due.at(centre, now=now).count(), "page": address}
        for centre in Centre.objects.filter(pk__in=ids)
    }


def is_due(found: Context) -> bool:
    return bool(found["due"])


register(SLUG, load=load_centres, holds=is_due, to_staff=True, by_email=True)
