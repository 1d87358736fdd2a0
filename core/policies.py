"""Asking a named predicate (django-rules) about an actor and a thing."""

from typing import Any

import rules

from core.actors import Actor
from core.errors import Forbidden


def may(actor: Actor, permission: str, thing: Any = None) -> bool:
    """Whether the actor has this permission on this thing. An unknown permission raises `KeyError`."""
    if not rules.perm_exists(permission):
        raise KeyError(permission)
    return bool(rules.has_perm(permission, actor, thing))


def require(actor: Actor, permission: str, thing: Any = None) -> None:
    """Raise `Forbidden` unless the actor has this permission on this thing."""
    if not may(actor, permission, thing):
        raise Forbidden
