"""The shelf of the page of a case: what others of this room add to it."""

from laces.components import Component

from core.http import Request
from core.registry import Registry


class CaseSection(Component):
    """One part of the page: a laces component with its own template and a constant number of queries.

    `get_context_data(parent)` finds `parent["request"]` (with its `actor`), `parent["case"]`, `parent["prescription"]`
    and `parent["person"]`. Override `is_shown` where a section is not for everybody.
    """

    def is_shown(self, request: Request) -> bool:  # noqa: ARG002 - for those who override it
        return True


case: Registry[CaseSection] = Registry("section of a case")
