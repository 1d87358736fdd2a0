"""The desk's shelf: panels that apps put on the coordinator's first screen, and entries of its menu."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from laces.components import Component

from core.actors import Actor, Role
from core.registry import Registry


class Panel(Component):
    """One box on the desk's first screen: a laces component with its own template and a constant number of queries.

    `roles` says who gets it. `get_context_data(parent)` finds the actor as `parent["request"].actor`.
    """

    roles: frozenset[Role] = frozenset()

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.actor.has(*self.roles))  # type: ignore[attr-defined]


@dataclass(frozen=True)
class MenuItem:
    """One entry of the desk's menu. `url_name` is reversed without arguments; with the browser's modifier (often Alt),
    `key` opens it from any page of the desk."""

    label: str | Promise
    url_name: str
    roles: frozenset[Role]
    key: str = ""

    def is_shown(self, actor: Actor) -> bool:
        return actor.has(*self.roles)


panels: Registry[Panel] = Registry("desk panel")
menu: Registry[MenuItem] = Registry("desk menu item")
