"""At which centres somebody may read the numbers."""

from core.actors import Actor
from evaluation.models import READERS
from people.models import StaffRole


def centres(actor: Actor) -> list[int]:
    """The ids of the centres where the account manages or evaluates. One query."""
    held = StaffRole.objects.filter(user=actor.user_id, role__in=READERS)
    return list(held.order_by("centre").values_list("centre", flat=True).distinct())
