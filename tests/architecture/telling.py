"""What the walks over the surfaces share: a file in `golden/` of what each asker was told, and how it is read.

After a change that is meant, `UPDATE_FACTS=1 pytest tests/architecture -k facts -p no:randomly -n 0` writes the files
anew; read what has changed.
"""

import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.facts import Fact

GOLDEN = Path(__file__).parent / "golden"
NOTHING = "nothing"


@dataclass(frozen=True)
class Written:
    """A line for each asker, and each thing asked that told something: "who thing: fact, fact"."""

    name: str

    @property
    def path(self) -> Path:
        return GOLDEN / self.name

    def lines(self) -> list[str]:
        return self.path.read_text().splitlines() if self.path.exists() else []

    def compare(self, who: str, found: Iterable[str]) -> None:
        """Exactly these lines are written down of an asker."""
        now = sorted(found)
        if os.environ.get("UPDATE_FACTS"):
            others = [line for line in self.lines() if not line.startswith(f"{who} ")]
            self.path.write_text("".join(f"{line}\n" for line in sorted({*others, *now})))
        assert now == [line for line in self.lines() if line.startswith(f"{who} ")]

    def things(self) -> set[str]:
        """All that was asked by anybody, and answered."""
        return {thing for _who, thing, _facts in self._told()}

    def things_with(self, fact: str) -> set[str]:
        """Where a fact was told, to whomever."""
        return {thing for _who, thing, facts in self._told() if fact in facts}

    def readers(self, fact: str, askers: str, *, besides: Collection[str] = ()) -> str:
        """Who is told a fact, save by the things `besides`."""
        found = {who for who, thing, facts in self._told() if thing not in besides and fact in facts}
        return "".join(who for who in askers if who in found)

    def _told(self) -> list[tuple[str, str, list[str]]]:
        rows = [line.split(" ", 1) for line in self.lines()]
        return [(who, *_parted(told)) for who, told in rows]


def _parted(told: str) -> tuple[str, list[str]]:
    thing, facts = told.rsplit(": ", 1)
    return thing, facts.split(", ")


def line(who: str, thing: str, found: Collection[str]) -> str:
    return f"{who} {thing}: {', '.join(found) or NOTHING}"


def named(text: str, facts: Mapping[str, Fact]) -> list[str]:
    """The names of the facts that stand in a text."""
    plain = " ".join(text.split())
    return [name for name, fact in facts.items() if fact.words in plain]
