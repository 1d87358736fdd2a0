"""What becomes of championships when two records are made one."""

from django.utils.translation import gettext_lazy as _

from champions.models import Champion
from core import merging
from core.errors import DomainError


def check(kept_id: int, merged_id: int) -> None:
    """One person is a champion of a centre once; hours and groups of two cannot be told which to follow."""
    own = Champion.objects.filter(person=kept_id).values("centre")
    double = Champion.objects.filter(person=merged_id, centre__in=own).select_related("centre").first()
    if double is not None:
        raise DomainError("both_champions", centre=double.centre.name)


merging.register(Champion, label=_("Health Champion"), check=check, centre="centre")
