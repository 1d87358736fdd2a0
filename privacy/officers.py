"""Who looks after privacy at a centre. The one place that says so."""

from core.actors import Actor, Role


def is_officer(actor: Actor) -> bool:
    """Whether the actor is a privacy officer of the centre where they work just now."""
    return actor.has(Role.MANAGER) and actor.centre_id is not None
