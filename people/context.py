"""What every page of the desk shows around its content: the centre, and the way to another centre."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import SimpleLazyObject

from centres.models import Centre
from core.actors import Actor
from core.http import Request
from people.models import StaffRole


@dataclass(frozen=True)
class Desk:
    """The frame of a desk page. `centres` are those where the account works; one of them is `centre`."""

    centre: Centre | None
    centres: list[Centre]


def frame(request: Request) -> Desk:
    """One query, once for each request."""
    known: Desk | None = getattr(request, "desk_frame", None)
    if known is None:
        known = request.desk_frame = _frame(request.actor)  # type: ignore[attr-defined]
    return known


def _frame(actor: Actor) -> Desk:
    centres = StaffRole.centres_of(actor.user_id)
    return Desk(
        centre=next((centre for centre in centres if centre.pk == actor.centre_id), None),
        centres=centres,
    )


def desk(request: Request) -> dict[str, Any]:
    """`desk` and `desk_centre` in every template; they cost nothing until a template uses them."""
    found = SimpleLazyObject(lambda: frame(request))
    return {"desk": found, "desk_centre": SimpleLazyObject(lambda: found.centre)}
