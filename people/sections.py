"""The shelves of two pages that upper rooms add to: *My page*, and a person's page at the desk."""

from laces.components import Component

from core.http import Request
from core.registry import Registry


class Section(Component):
    """One part of a page: a laces component with its own template and a constant number of queries.

    `get_context_data(parent)` finds `parent["request"]` (with its `actor`) and `parent["person"]`, whom it is about.
    Override `is_shown` where a section is not for everybody. `of_client`: it speaks of somebody as a client, and is
    left out where that is not the reader's to see (`people.hats`); `parent["sees_client"]` says so. Those of the same
    `place` stand in the order in which rooms register them; a higher one is further down *My page*.
    """

    of_client = False
    place = 0

    def is_shown(self, request: Request) -> bool:  # noqa: ARG002 - for those who override it
        return True


my: Registry[Section] = Registry("section of My page")
person: Registry[Section] = Registry("section of a person's page")
