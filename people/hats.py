"""Two hats of one person. What a centre knows of somebody as a client is kept from staff who know them in another role
of theirs; rooms above say who that is."""

from collections.abc import Callable

from core.actors import Actor
from core.errors import Forbidden
from core.registry import Registry
from people.models import Person

# Each says of an actor and a person whether the client's record is not theirs to see. A query at most.
apart: Registry[Callable[[Actor, Person], bool]] = Registry("reason to keep two hats apart")


def sees_client(actor: Actor, person: Person) -> bool:
    """Whether the actor, who may see this person, sees them as a client: places, needs, what was written to them."""
    return not any(is_apart(actor, person) for is_apart in apart)


def require_client(actor: Actor, *people: Person) -> None:
    """Raise `Forbidden` where one of them is not the actor's to see as a client."""
    if not all(sees_client(actor, person) for person in people):
        raise Forbidden("two_hats")
