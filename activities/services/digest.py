"""On weekday mornings coordinators and managers read by e-mail how much waits at their desk, if anything does."""

from collections.abc import Collection
from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from activities.models import ChangeRequest, Proposal
from activities.services import open_registers, waiting
from centres.models import Centre
from core import clock
from core.actors import SYSTEM, Role
from notifications.models import OutboxMessage, Preferences
from notifications.registry import Context, register
from notifications.services import calls
from notifications.services.outbox import notify
from people.services import persons, staff

SLUG = "staff-digest"
READ_BY = (Role.COORDINATOR, Role.MANAGER)
FROM, UNTIL = time(8), time(10)  # by the centre's clock; a worker that stood still longer writes tomorrow


def send(*, now: datetime) -> int:
    """Owe this morning's letters, once; returns how many. Safe to run at any moment, twice, and at once."""
    owed = 0
    for centre in Centre.objects.order_by("pk"):
        local = now.astimezone(centre.zone)
        is_morning = local.weekday() < 5 and FROM <= local.time() < UNTIL
        if is_morning and not _is_sent(centre, local) and is_worth_it(_waiting_at(centre)):
            owed += _owe(centre, local)
    return owed


def _is_sent(centre: Centre, local: datetime) -> bool:
    today = datetime.combine(local.date(), time(0), local.tzinfo)
    return OutboxMessage.objects.filter(type=SLUG, about_id=centre.pk, created_at__gte=today).exists()


@transaction.atomic
def _owe(centre: Centre, local: datetime) -> int:
    """To all of its readers or to none: one letter is the sign that the day's are written."""
    readers = {user.pk: user for role in READ_BY for user in staff.at_centre(centre.pk, role)}
    people = [persons.of_account(user) for user in readers.values()]
    wanted = [person for person in people if Preferences.of(person).staff_digest]
    for person in wanted:
        notify(SLUG, person=person, about=centre, key=local.date().isoformat(), centre_id=centre.pk)
    return len(wanted)


def load_centres(ids: Collection[int]) -> dict[int, Context]:
    """What waits at each. As many queries a centre as `_waiting_at` takes."""
    return {centre.pk: {"centre": centre, "desk": _desk, **_waiting_at(centre)} for centre in _centres(ids)}


def _centres(ids: Collection[int]) -> list[Centre]:
    return list(Centre.objects.filter(pk__in=ids))


def _desk() -> str:
    """The address of the desk, in the active language."""
    return settings.PUBLIC_BASE_URL + reverse("desk:home")


def _waiting_at(centre: Centre) -> dict[str, int]:
    """Numbers and no names. Four queries, and those of `calls.to_make`."""
    return {
        "proposals": Proposal.objects.filter(centre=centre).to_review().count(),
        "requests": ChangeRequest.objects.open().for_coordinators().filter(centre=centre).count(),
        "to_call": len(calls.to_make(centre.pk, by=SYSTEM)),
        "registers": open_registers.at_centre(centre, now=clock.now()).count(),
        "seats": waiting.with_free_seats(clock.now()).filter(centre=centre).count(),
    }


def is_worth_it(found: Context) -> bool:
    """Whether there is anything to say."""
    return any(found[name] for name in ("proposals", "requests", "to_call", "registers", "seats"))


register(SLUG, load=load_centres, holds=is_worth_it, to_staff=True, by_email=True)
