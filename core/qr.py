"""A code for the camera of a telephone, as a drawing that stays sharp in every size."""

from dataclasses import dataclass

import qrcode


@dataclass(frozen=True)
class Code:
    """`path` draws the dark squares of one unit each in a field of `size` by `size`, its quiet border included."""

    size: int
    path: str


def code(text: str) -> Code:
    drawn = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M)
    drawn.add_data(text)
    rows = drawn.get_matrix()
    squares = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return Code(len(rows), "".join(squares))
