"""A code for the camera of a telephone, as a drawing that stays sharp in every size."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import qrcode


@dataclass(frozen=True)
class Code:
    """`path` draws the dark squares of one unit each, those beside each other in one, in a field of `size` by `size`,
    its quiet border included."""

    size: int
    path: str


def code(text: str) -> Code:
    drawn = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M)
    drawn.add_data(text)
    rows = drawn.get_matrix()
    bars = (f"M{x} {y}h{width}v1h-{width}z" for y, row in enumerate(rows) for x, width in _dark_parts(row))
    return Code(len(rows), "".join(bars))


def _dark_parts(row: list[bool]) -> Iterator[tuple[int, int]]:
    """Where dark squares begin, and how many there are in a row."""
    x = 0
    for is_dark, squares in groupby(row):
        width = len(list(squares))
        if is_dark:
            yield x, width
        x += width
