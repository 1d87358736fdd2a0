"""What becomes of a room's rows when two records are found to be of one human, and when that is undone.

A test of the house fails for a field that points at a person and is not declared here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise

from core.actors import Actor
from core.registry import Registry

Move = Callable[[int, int, Actor], list[int]]  # the kept one's id, the merged one's id, who merges → moved ids
Restore = Callable[[list[int], int, int], list[int]]  # moved ids, kept, merged → ids that went back
Stays = Callable[[int, int], models.QuerySet[Any]]  # kept, merged → the merged one's rows that cannot go


def _nothing_to_say(_kept_id: int, _merged_id: int) -> list[str]:
    return []


def _no_objection(_kept_id: int, _merged_id: int) -> None:
    return None


@dataclass(frozen=True)
class Rows:
    """The rows of one model by one of its fields.

    `stays` names those that stay behind: where both have one and there can be only one. `label` names the rows in a
    preview; without one they are not spoken of. `check` raises `DomainError` where the two
    records cannot be made one; `notes` says beforehand what more will happen. `centre` is the way from a row to the
    centre at which it makes its person known.
    """

    model: type[models.Model]
    field: str
    move: Move
    restore: Restore
    stays: Stays | None = None
    label: str | Promise = ""
    check: Callable[[int, int], None] = _no_objection
    notes: Callable[[int, int], list[str]] = _nothing_to_say
    centre: str = ""

    def of(self, person_id: int) -> models.QuerySet[models.Model]:
        return self.model._default_manager.filter(**{self.field: person_id})

    def moving(self, kept_id: int, merged_id: int) -> int:
        """How many rows would change hands."""
        return _going(self.of(merged_id), self.stays, kept_id, merged_id).count()


registry: Registry[Rows] = Registry("declaration of what a merge moves")


def register(
    model: type[models.Model],
    *,
    field: str = "person",
    move: Move | None = None,
    restore: Restore | None = None,
    stays: Stays | None = None,
    label: str | Promise = "",
    check: Callable[[int, int], None] = _no_objection,
    notes: Callable[[int, int], list[str]] = _nothing_to_say,
    centre: str = "",
) -> None:
    """Declare a field that points at a person. Where nothing else is said, all its rows move, and all come back."""
    rows = Rows(
        model=model,
        field=field,
        move=move or mover(model, field, stays=stays),
        restore=restore or restorer(model, field),
        stays=stays,
        label=label,
        check=check,
        notes=notes,
        centre=centre,
    )
    registry.register(f"{model._meta.label}.{field}", rows)


def mover(model: type[models.Model], field: str = "person", *, stays: Stays | None = None) -> Move:
    """Every row changes hands, except those that `stays` names."""

    def move(kept_id: int, merged_id: int, _by: Actor) -> list[int]:
        rows = _going(model._default_manager.filter(**{field: merged_id}), stays, kept_id, merged_id)
        ids = list(rows.order_by("pk").values_list("pk", flat=True))
        model._default_manager.filter(pk__in=ids).update(**{field: kept_id})
        return ids

    return move


def _going(
    rows: models.QuerySet[models.Model], stays: Stays | None, kept_id: int, merged_id: int
) -> models.QuerySet[models.Model]:
    return rows if stays is None else rows.exclude(pk__in=list(stays(kept_id, merged_id).values_list("pk", flat=True)))


def restorer(model: type[models.Model], field: str = "person") -> Restore:
    """What is still there, and still with the kept one, goes back."""

    def restore(ids: list[int], kept_id: int, merged_id: int) -> list[int]:
        rows = model._default_manager.filter(pk__in=ids, **{field: kept_id})
        back = list(rows.order_by("pk").values_list("pk", flat=True))
        model._default_manager.filter(pk__in=back).update(**{field: merged_id})
        return back

    return restore


def stay_behind(_kept_id: int, _merged_id: int, _by: Actor) -> list[int]:
    """For rows that mean nothing under another record."""
    return []
