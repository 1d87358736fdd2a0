"""The shape of a page's words in the demo."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Words:
    """One page in one language. `body` is a list of blocks: (name, value), as `cms.blocks.BodyBlock` stores them."""

    slug: str
    title: str
    lead: str
    body: list[tuple[str, Any]] = field(default_factory=list)
    in_menus: bool = False
    more: dict[str, Any] = field(default_factory=dict)  # fields that only this kind of page has
