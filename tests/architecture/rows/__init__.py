"""The permission table, one module a room: who gets what answer from which address."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.architecture.world import World

LOGIN = "to the sign-in page"
Answer = int | str
Args = dict[str, Any] | list[Any]  # by name, or in order where the address has no names


@dataclass(frozen=True)
class Row:
    """One address and its answers: a status, or `LOGIN`. `args` and `data` are made from the world.

    A redirect is written as its status; where more than one way is asked (GET and POST), write a row for each.
    """

    name: str
    anonymous: Answer
    owner: Answer
    colleague: Answer
    stranger: Answer
    args: Callable[[World], Args] = field(default=lambda _world: {})
    method: str = "GET"
    data: Callable[[World], dict[str, Any]] = field(default=lambda _world: {})

    def answer(self, who: str) -> Answer:
        answer: Answer = getattr(self, who)
        return answer


def public(name: str, args: Callable[[World], Args] = lambda _world: {}, status: int = 200) -> Row:
    """Everybody gets the same."""
    return Row(name, status, status, status, status, args)


def apart(name: str, args: Callable[[World], Args] = lambda _world: {}, *, method: str = "GET") -> Row:
    """A page about the client that the owner also is: not for the colleague, who only coordinates champions."""
    return Row(name, LOGIN, 403, 403, 404, args, method)


def desk(name: str, args: Callable[[World], Args] = lambda _world: {}, *, stranger: int = 404) -> Row:
    """A staff page about something of one centre: its staff open it; for staff elsewhere it does not exist."""
    return Row(name, LOGIN, 403, 200, stranger, args)
