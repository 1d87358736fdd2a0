"""Whom what a centre learnt, and how it set that up, is for."""

from typing import Self

from core.actors import Actor, Role
from core.querysets import ScopedQuerySet

# Who decides what is asked, and sees what the centre learnt; the evaluator reads along.
READERS = frozenset({Role.MANAGER, Role.EVALUATOR})


class ReadersQuerySet(ScopedQuerySet):
    """Rows of a centre in which no person is: its managers and evaluators see them."""

    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self
        if not (actor.centre_id and actor.has(*READERS)):
            return self.none()
        return self.filter(centre=actor.centre_id)
