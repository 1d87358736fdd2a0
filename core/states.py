"""The state machine: a declared table of moves, and the one function that makes them."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.db import models, transaction

from core import audit, clock, rows
from core.actors import Actor
from core.errors import Moved
from core.models.transition import Transition

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Move:
    """From any of `sources` to `target`."""

    sources: Set[str]
    target: str


class Machine:
    """The legal moves of one model's state field.

    The field is written nowhere else; a test of the house looks for it. `about` leads to the id of the person whom
    the thing concerns, for the audit trail: an attribute, or several with dots between.
    """

    def __init__(self, *, moves: Mapping[str, Move], field: str = "state", about: str = "person_id") -> None:
        self.moves = dict(moves)
        self.field = field
        self.about = about
        # What upper layers do at every step, in its transaction: called with the thing, the step's name and the actor.
        self.witnesses: list[Callable[[Any, str, Actor], None]] = []

    def can(self, thing: models.Model, name: str) -> bool:
        """Whether the move is legal from the state that `thing` was loaded with."""
        return getattr(thing, self.field) in self.moves[name].sources

    def move(self, thing: M, name: str, *, by: Actor, note: str = "", **changes: Any) -> M:
        """Make the move, together with `changes` to other fields; returns `thing`, brought up to date.

        One conditional UPDATE decides: of two callers one wins and the other gets `Moved`, which says what the
        state is now and carries the history row of whoever was first. `Transition.note` is for the people
        concerned; it is never logged.
        """
        move = self.moves[name]
        rows = type(thing)._default_manager.filter(pk=thing.pk)
        with transaction.atomic():
            before = rows.select_for_update(no_key=True).values_list(self.field, flat=True).get()
            if before not in move.sources or not rows.filter(**{self.field: before}).update(
                **{self.field: move.target}, **changes
            ):
                raise Moved(state=before, last=Transition.of(thing).last())
            for attribute, value in {self.field: move.target, **changes}.items():
                setattr(thing, attribute, value)
            self.remember(thing, name, before=before, by=by, note=note)
        return thing

    def begin(self, thing: M, state: str, name: str, *, by: Actor) -> M:
        """Store what is new in its first state, with the step that made it; returns `thing`."""
        setattr(thing, self.field, state)
        rows.insert(thing)
        self.remember(thing, name, before="", by=by)
        return thing

    def remember(self, thing: models.Model, name: str, *, before: str, by: Actor, note: str = "") -> None:
        """Write the history row and the audit event of a step; creation is a step from the empty state."""
        step = Transition(
            at=clock.now(),
            subject=thing._meta.label_lower,
            subject_id=thing.pk,
            name=name,
            from_state=before,
            to_state=getattr(thing, self.field),
            note=note,
            actor_user_id=by.user_id,
            actor_person_id=by.person_id,
            role=by.role,
            channel=by.channel,
            centre_id=by.centre_id or getattr(thing, "centre_id", None),
        )
        rows.write(step)
        audit.record(
            f"{thing._meta.model_name}.{name}",
            by=by,
            subject=thing,
            person_id=self._concerned(thing),
        )
        for witness in self.witnesses:
            witness(thing, name, by)

    def _concerned(self, thing: models.Model) -> int | None:
        """The id of the person; None where the thing concerns nobody."""
        found: Any = thing
        for name in self.about.split("."):
            found = getattr(found, name, None)
        return cast("int | None", found)
