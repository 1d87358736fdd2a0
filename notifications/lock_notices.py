"""The message that a locked record was opened. It says neither whose nor by whom: that stands at the desk."""

from collections.abc import Collection

from notifications.registry import Context, register
from notifications.services.outbox import notify
from people.models import LockOverride
from people.services import locks, persons, staff


def load_overrides(ids: Collection[int]) -> dict[int, Context]:
    rows = LockOverride.objects.filter(pk__in=ids).select_related("centre")
    return {row.pk: {"centre": row.centre} for row in rows}


def tell(override: LockOverride) -> None:
    """Whoever looks after privacy at the centre; the one who opened it only where there is nobody else."""
    officers = staff.privacy_officers(override.centre_id)
    others = [user for user in officers if user.pk != override.user_id]
    for user in others or officers:
        notify("lock-opened", person=persons.of_account(user), about=override, centre_id=override.centre_id)


register("lock-opened", load=load_overrides, to_staff=True)
locks.tells.register("lock-opened", tell)
