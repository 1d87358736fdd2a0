"""What an instrument is made of: items with their answers, scales with their rule of scoring. Pure; no database.

An instrument never changes once somebody has answered it. Other words, other answers or another rule are another
version beside the old one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

NARROW = 2  # from the least to the most that a scale can be
DECLINED = "declined"  # "I would rather not say": an answer, and not a gap
Given = int | str  # a number of the scale, or `DECLINED`; what is said in words is kept elsewhere
Answers = Mapping[str, Given]


@dataclass(frozen=True)
class Both:
    """The same words in both languages."""

    en: str
    fr: str

    def to(self, language: str) -> str:
        return self.fr if language.startswith("fr") else self.en


class Licence(StrEnum):
    """Whether the words of an instrument may be shown to people."""

    FREE = "free"
    SCORES_ONLY = "scores_only"  # its owner licenses the words to each user: we keep the scores that they bring


class Audience(StrEnum):
    """Who answers."""

    CLIENT = "client"
    CHAMPION = "champion"
    PROVIDER = "provider"
    ORGANISATION = "organisation"


class Better(StrEnum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"

    @property
    def sign(self) -> int:
        """Of a change for the better."""
        return 1 if self is Better.HIGHER else -1


@dataclass(frozen=True)
class Option:
    value: int
    words: Both


@dataclass(frozen=True)
class Item:
    """One question. It is answered with one of `options`, or, without any, with a whole number from `least` to `most`,
    whose ends `low` and `high` name. `own_words`: what the answer is about is first said in the person's own words."""

    slug: str
    words: Both
    options: tuple[Option, ...] = ()
    least: int = 0
    most: int = 10
    low: Both | None = None
    high: Both | None = None
    own_words: Both | None = None

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(option.value for option in self.options) or tuple(range(self.least, self.most + 1))


@dataclass(frozen=True)
class Scale:
    """The sum of some items. `may_lack`: how many of them may be unanswered, each counted as the mean of the others;
    with more there is no score. `cut`: from this score on people are commonly counted as affected."""

    slug: str
    title: Both
    items: tuple[str, ...]
    least: float
    most: float
    better: Better
    may_lack: int = 0
    cut: float | None = None

    @property
    def decimals(self) -> int:
        """With which its means are told: on a narrow scale, such as an index, one would hide every change."""
        return 3 if self.most - self.least < NARROW else 1

    @classmethod
    def of(cls, item: Item, title: Both, better: Better) -> "Scale":
        """A scale of one item: its score is the answer."""
        return cls(item.slug, title, (item.slug,), min(item.values), max(item.values), better)


@dataclass(frozen=True)
class Instrument:
    """`source` says where the words and the rule come from, and under which licence. `translated`: languages whose
    words are ours, and not the authors' own."""

    slug: str
    version: str
    title: Both
    audience: Audience
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    source: str
    licence: Licence = Licence.FREE
    opening: Both | None = None
    translated: tuple[str, ...] = ()
    by_text: bool = False  # short enough to be asked by text message

    @property
    def key(self) -> str:
        return f"{self.slug}:{self.version}"

    def item(self, slug: str) -> Item:
        """Raises `KeyError`."""
        return {item.slug: item for item in self.items}[slug]

    def scale(self, slug: str) -> Scale:
        """Raises `KeyError`."""
        return {scale.slug: scale for scale in self.scales}[slug]
