"""What a report is made of, before anybody decides whether it becomes a page, a PDF or a Word file. Pure; no database.

All words are in one language already, and all numbers are words: whatever is hidden was hidden before.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """The first cell of a row is its heading."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    is_prose: bool = False  # sentences in place of numbers


@dataclass(frozen=True)
class Chart:
    """The picture of a table that stands beside it. `alt` says it to whoever does not see it."""

    alt: str
    address: str  # for a page
    draw: Callable[[], str]  # for a sheet: an SVG element, drawn only where it is wanted


@dataclass(frozen=True)
class Quote:
    """What somebody allowed to be told. `name` is empty where they want none; `language` is the one they spoke."""

    words: str
    name: str
    language: str


@dataclass(frozen=True)
class Block:
    """Something under a heading of its own. `notes` say how it is to be read."""

    heading: str
    lines: Sequence[str] = ()
    chart: Chart | None = None
    tables: Sequence[Table] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Section:
    """`words`: what the centre itself says, paragraph by paragraph."""

    slug: str
    heading: str
    words: Sequence[str] = ()
    lines: Sequence[str] = ()
    blocks: Sequence[Block] = ()
    quotes: Sequence[Quote] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.lines or self.blocks or self.quotes)


@dataclass(frozen=True)
class Report:
    """`whose`: the centre's name. `language` is "en" or "fr"."""

    title: str
    whose: str
    language: str
    made: str
    sections: Sequence[Section] = field(default=())
