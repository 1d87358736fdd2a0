"""All that an attacker knows, as equations and inequalities over whole numbers; what they leave possible is found by a
solver of mixed-integer programs that knows nothing of how anything is hidden."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

CEILING = 200  # nobody believes in more than this
Terms = dict[str, int]
Row = tuple[Terms, float, float]  # lies between two numbers


@dataclass
class Knowing:
    """Unknown counts by name, each with what it can be. Once something was asked, nothing more may be said."""

    bounds: dict[str, tuple[int, int]] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    _programs: "dict[str, Program]" = field(default_factory=dict)

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
        place, limits, constraints = self._around(name)
        wanted = np.zeros(len(place))
        wanted[place[name]] = sign
        found = milp(wanted, integrality=np.ones(len(place)), bounds=limits, constraints=constraints)
        if found.status != 0:
            raise ValueError("what was shown contradicts itself")
        return round(found.fun)

    def _around(self, name: str) -> "Program":
        """What the number hangs together with, through numbers that are not known. (There is a solution of all the
        rest: the truth.)"""
        if name not in self._programs:
            near, waiting = [name], {name}
            rows: list[int] = []
            while waiting:
                found = [nth for nth in self._rows_of[waiting.pop()] if nth not in rows]
                rows += found
                new = {one for nth in found for one in self.rows[nth][0] if self._is_loose(one)} - set(near)
                near += sorted(new)
                waiting |= new
            program = self._program(near, [self.rows[nth] for nth in rows])
            self._programs |= dict.fromkeys(near, program)
        return self._programs[name]

    @cached_property
    def _rows_of(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = defaultdict(list)
        for nth, (terms, _low, _high) in enumerate(self.rows):
            for one in terms:
                rows[one].append(nth)
        return rows

    def _is_loose(self, name: str) -> bool:
        return self.bounds[name][0] < self.bounds[name][1]

    def _program(self, near: list[str], rows: list[Row]) -> "Program":
        names = [*near, *sorted({one for terms, _low, _high in rows for one in terms} - set(near))]
        place = {one: nth for nth, one in enumerate(names)}
        matrix = np.zeros((len(rows), len(names)))
        for nth, (terms, _low, _high) in enumerate(rows):
            for one, times in terms.items():
                matrix[nth, place[one]] = times
        limits = Bounds([self.bounds[one][0] for one in names], [self.bounds[one][1] for one in names])
        constraints = [LinearConstraint(matrix, [row[1] for row in rows], [row[2] for row in rows])] if rows else []
        return place, limits, constraints


Program = tuple[dict[str, int], Bounds, list[LinearConstraint]]
