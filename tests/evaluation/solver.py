"""What an attacker does: all numbers that were shown as equations over whole numbers, and what they leave possible.

Written apart from the suppression, and knows nothing of how it decides: bounds are pushed through the equations until
nothing moves, and where that settles nothing, values are tried.
"""

from dataclasses import dataclass, field
from itertools import count

CEILING = 80  # nobody believes in more people than this


@dataclass
class Puzzle:
    """Unknown counts by name, each with what it can be; equations: the parts add up to the whole, or to a number."""

    bounds: dict[str, tuple[int, int]] = field(default_factory=dict)
    equations: list[tuple[tuple[str, ...], tuple[str, ...], int]] = field(
        default_factory=list
    )  # plus − minus = number

    def unknown(self, name: str, shown: int | None = None) -> str:
        self.bounds.setdefault(name, (0, CEILING) if shown is None else (shown, shown))
        return name

    def adds_up(self, parts: list[str], whole: str) -> None:
        self.equations.append((tuple(parts), (whole,), 0))

    def can_be(self, name: str, value: int) -> bool:
        near = self.around(name)
        low, high = near.bounds[name]
        return low <= value <= high and _solvable(near, {**near.bounds, name: (value, value)})

    def around(self, name: str) -> "Puzzle":
        """What the number hangs together with, through numbers that are not settled by themselves. (There is a
        solution of all the rest: the truth.)"""
        settled = _pushed(self, self.bounds)
        if settled is None:
            raise ValueError("what was shown contradicts itself")
        near, equations = {name}, []
        waiting = list(self.equations)
        while found := [one for one in waiting if near & _loose(one, settled)]:
            waiting = [one for one in waiting if one not in found]
            equations += found
            near |= {loose for one in found for loose in _loose(one, settled)}
        names = near | {one for plus, minus, _number in equations for one in (*plus, *minus)}
        return Puzzle({one: settled[one] for one in names}, equations)

    def gives_away(self, name: str) -> bool:
        """Whether it is certain that it is between one and five."""
        return not any(self.can_be(name, value) for value in (0, *range(6, self.bounds[name][1] + 1)))


def _loose(equation: tuple[tuple[str, ...], tuple[str, ...], int], bounds: dict[str, tuple[int, int]]) -> set[str]:
    return {name for name in (*equation[0], *equation[1]) if bounds[name][0] < bounds[name][1]}


def _solvable(puzzle: Puzzle, bounds: dict[str, tuple[int, int]], *, budget: "count[int] | None" = None) -> bool:
    tries = budget or count()
    if next(tries) > 20_000:
        raise RuntimeError("the puzzle is too large to be decided")
    tightened = _pushed(puzzle, bounds)
    if tightened is None:
        return False
    open_ones = [name for name, (low, high) in tightened.items() if low < high]
    if not open_ones:
        return True
    name = min(open_ones, key=lambda one: tightened[one][1] - tightened[one][0])
    low, high = tightened[name]
    return any(_solvable(puzzle, {**tightened, name: (value, value)}, budget=tries) for value in range(low, high + 1))


def _pushed(puzzle: Puzzle, bounds: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]] | None:
    """The bounds that the equations leave; None where one of them cannot hold."""
    found, moved = dict(bounds), True
    while moved:
        moved = False
        for plus, minus, number in puzzle.equations:
            signed = [(name, 1) for name in plus] + [(name, -1) for name in minus]
            lows = sum(found[name][0] if sign > 0 else -found[name][1] for name, sign in signed)
            highs = sum(found[name][1] if sign > 0 else -found[name][0] for name, sign in signed)
            if not lows <= number <= highs:
                return None
            for name, sign in signed:
                low, high = found[name]
                if sign > 0:
                    new = (max(low, number - (highs - high)), min(high, number - (lows - low)))
                else:
                    new = (max(low, (lows + high) - number), min(high, (highs + low) - number))
                if new[0] > new[1]:
                    return None
                if new != (low, high):
                    found[name], moved = new, True
                    break  # the sums above are of before
            if moved:
                break
    return found
