"""What this room holds about people, and how it forgets."""

from centres.models import Resource
from core import privacy


def forget_who_confirmed(person_id: int) -> None:
    """A resource says who on staff confirmed it; that it was confirmed stays."""
    Resource.objects.filter(assured_by__person=person_id).update(assured_by=None)


privacy.declare(Resource, erase=forget_who_confirmed, audited_as="resource")
