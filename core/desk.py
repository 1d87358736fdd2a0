"""The desk's shelf: panels that apps put on the coordinator's first screen, and entries of its menu."""

from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from laces.components import Component

from core.actors import Actor, Role
from core.registry import Registry


class Panel(Component):
    """One box on the desk's first screen: a laces component with its own template and a constant number of queries.

    `roles` says who gets it. `get_context_data(parent)` finds the actor as `parent["request"].actor`. Those of one
    `place` stand in the order in which rooms register them; a higher one is further down.
    """

    roles: frozenset[Role] = frozenset()
    place = 0

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.actor.has(*self.roles))  # type: ignore[attr-defined]


class MenuGroup(Enum):
    """What stands together in the desk's menu, in this order."""

    CALLS = "calls"
    PEOPLE = "people"
    GROUPS = "groups"
    PRESCRIPTIONS = "prescriptions"
    CENTRE = "centre"

    @property
    def label(self) -> Promise:
        return GROUP_LABELS[self]


GROUP_LABELS: dict[MenuGroup, Promise] = {
    MenuGroup.CALLS: _("Telephone and messages"),
    MenuGroup.PEOPLE: _("People and visits"),
    MenuGroup.GROUPS: _("Groups"),
    MenuGroup.PRESCRIPTIONS: _("Social prescriptions"),
    MenuGroup.CENTRE: _("The centre"),
}
IN_ORDER = list(MenuGroup)


@dataclass(frozen=True)
class MenuItem:
    """One entry of the desk's menu, in its group by `place`, whatever loads first. `url_name` is reversed without
    arguments; with the browser's modifier (often Alt), `key` opens it from any page of the desk."""

    label: str | Promise
    url_name: str
    roles: frozenset[Role]
    group: MenuGroup
    place: int
    key: str = ""

    def is_shown(self, actor: Actor) -> bool:
        return actor.has(*self.roles)


panels: Registry[Panel] = Registry("desk panel")
menu: Registry[MenuItem] = Registry("desk menu item")


def menu_for(actor: Actor) -> list[tuple[MenuGroup, list[MenuItem]]]:
    """What the actor may open, group by group; a group with nothing for them is left out."""
    shown = sorted(
        (item for item in menu if item.is_shown(actor)), key=lambda item: (IN_ORDER.index(item.group), item.place)
    )
    return [(group, list(items)) for group, items in groupby(shown, key=lambda item: item.group)]
