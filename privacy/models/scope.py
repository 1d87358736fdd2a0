"""What belongs to the privacy officers of a centre, and to nobody else."""

from typing import Self

from core.actors import Actor
from core.querysets import ScopedQuerySet
from privacy import officers


class OfficersQuerySet(ScopedQuerySet):
    """`at_centre` is the way from a row to its centre."""

    at_centre = "centre"

    def visible_to(self, actor: Actor) -> Self:
        """The privacy officers of the centre. Nobody else."""
        if actor.is_system:
            return self
        return self.filter(**{self.at_centre: actor.centre_id}) if officers.is_officer(actor) else self.none()
