"""The letter to a provider: "An update is waiting". At most once a day, only where something new is there to read, and
with nothing in it: no client, no need, no name of a group."""

from collections.abc import Collection
from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from centres.models import Centre
from core.actors import Actor
from notifications.models import OutboxMessage, Preferences
from notifications.registry import Context, register
from notifications.services.outbox import notify
from people.actors import for_user
from people.models import User
from people.services import persons
from prescriptions.models import Word
from prescriptions.models.word import WordQuerySet

SLUG = "word-waiting"
FROM, UNTIL = time(7), time(18)  # by the centre's clock, on weekdays


def waiting(actor: Actor) -> WordQuerySet:
    """What this account may read at its centre, and has not read. No query yet."""
    found: WordQuerySet = Word.visible_to(actor).allowed().unread().written_by(actor.user_id)
    return found.filter(prescription__centre=actor.centre_id)


def send(*, now: datetime) -> int:
    """Owe the letters that are due; answers with how many. Safe to run at any moment, twice, and at once."""
    unread = Word.objects.allowed().unread().filter(prescription__written_by__is_active=True)
    pairs = unread.order_by().values("prescription__written_by", "prescription__centre").annotate(newest=Max("at"))
    found = list(pairs)
    users = User.objects.in_bulk({pair["prescription__written_by"] for pair in found})
    centres = Centre.objects.in_bulk({pair["prescription__centre"] for pair in found})
    return sum(
        _owe(users[pair["prescription__written_by"]], centres[pair["prescription__centre"]], now=now) for pair in found
    )


@transaction.atomic
def _owe(user: User, centre: Centre, *, now: datetime) -> int:
    local = now.astimezone(centre.zone)
    if local.weekday() > 4 or not FROM <= local.time() < UNTIL:
        return 0
    newest = waiting(for_user(user, centre_id=centre.pk)).aggregate(at=Max("at"))["at"]
    last = OutboxMessage.objects.filter(type=SLUG, about_id=user.pk).aggregate(at=Max("created_at"))["at"]
    if newest is None or (last and (last >= newest or last.astimezone(centre.zone).date() == local.date())):
        return 0
    person = persons.of_account(user)
    if not Preferences.of(person).staff_digest:
        return 0
    notify(SLUG, person=person, about=user, key=f"{local:%Y-%m-%d}", centre_id=centre.pk)
    return 1


def load_readers(ids: Collection[int]) -> dict[int, Context]:
    """Whether they have something to read, at any of the centres where they work. Constant queries for each."""
    page = f"{settings.PUBLIC_BASE_URL}{reverse('desk_words:list')}"
    return {
        user.pk: {"has_news": _has_news(user), "page": page}
        for user in User.objects.filter(pk__in=ids, is_active=True)
    }


def _has_news(user: User) -> bool:
    at = set(user.staff_roles.values_list("centre", flat=True))
    return any(waiting(for_user(user, centre_id=centre_id)).exists() for centre_id in at)


def is_waiting(found: Context) -> bool:
    return bool(found["has_news"])


register(SLUG, load=load_readers, holds=is_waiting, to_staff=True, by_email=True)
