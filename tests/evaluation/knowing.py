"""All that an attacker knows, as equations and inequalities over whole numbers; what they leave possible is found by a
solver of mixed-integer programs that knows nothing of how anything is hidden."""

from collections import defaultdict
from dataclasses import dataclass, field
from math import inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

CEILING = 200  # nobody believes in more than this
Terms = dict[str, int]


@dataclass
class Knowing:
    """Unknown counts by name, each with what it can be. `rows`: terms that lie between two numbers."""

    bounds: dict[str, tuple[int, int]] = field(default_factory=dict)
    rows: list[tuple[Terms, float, float]] = field(default_factory=list)

    def unknown(self, name: str) -> str:
        self.bounds.setdefault(name, (0, CEILING))
        return name

    def adds_up(self, parts: list[str], whole: str) -> None:
        self._say(parts, [whole], 0)

    def is_same(self, some: list[str], others: list[str]) -> None:
        self._say(some, others, 0)

    def at_most(self, some: list[str], others: list[str]) -> None:
        self._say(some, others, -inf)

    def _say(self, plus: list[str], minus: list[str], low: float) -> None:
        terms: Terms = defaultdict(int)
        for names, sign in ((plus, 1), (minus, -1)):
            for name in names:
                terms[self.unknown(name)] += sign
        self.rows.append((dict(terms), low, 0))

    def holds_for(self, truth: dict[str, int]) -> bool:
        sums = (sum(truth[name] * sign for name, sign in terms.items()) for terms, _low, _high in self.rows)
        return all(low <= total <= high for total, (_terms, low, high) in zip(sums, self.rows, strict=True)) and all(
            low <= truth[name] <= high for name, (low, high) in self.bounds.items()
        )

    def gives_away(self, name: str, limit: int = 6) -> bool:
        """Whether it is certain that it is somebody, and fewer than the limit."""
        return self.most(name) < limit and self.least(name) > 0

    def most(self, name: str) -> int:
        return -self._least(name, -1)

    def least(self, name: str) -> int:
        return self._least(name, 1)

    def _least(self, name: str, sign: int) -> int:
        names, rows = self._around(name)
        place = {one: nth for nth, one in enumerate(names)}
        matrix = np.zeros((len(rows), len(names)))
        for nth, (terms, _low, _high) in enumerate(rows):
            for one, times in terms.items():
                matrix[nth, place[one]] = times
        wanted = np.zeros(len(names))
        wanted[place[name]] = sign
        limits = Bounds([self.bounds[one][0] for one in names], [self.bounds[one][1] for one in names])
        constraints = [LinearConstraint(matrix, [row[1] for row in rows], [row[2] for row in rows])] if rows else []
        found = milp(wanted, integrality=np.ones(len(names)), bounds=limits, constraints=constraints)
        if found.status != 0:
            raise ValueError("what was shown contradicts itself")
        return round(found.fun)

    def _around(self, name: str) -> tuple[list[str], list[tuple[Terms, float, float]]]:
        """What the number hangs together with, through numbers that are not known. (There is a solution of all the
        rest: the truth.)"""
        near, waiting, rows = {name}, list(self.rows), []
        while found := [row for row in waiting if near & self._loose(row)]:
            waiting = [row for row in waiting if row not in found]
            rows += found
            near |= {one for row in found for one in self._loose(row)}
        return sorted(near | {one for terms, _low, _high in rows for one in terms}), rows

    def _loose(self, row: tuple[Terms, float, float]) -> set[str]:
        return {one for one in row[0] if self.bounds[one][0] < self.bounds[one][1]}
