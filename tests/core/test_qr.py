import re

import qrcode

from core import qr


def test_drawing_has_a_square_for_each_dark_point():
    address = "https://porchlight.example/en/activities/card-night/"
    expected = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M)
    expected.add_data(address)
    dark = {(x, y) for y, row in enumerate(expected.get_matrix()) for x, is_dark in enumerate(row) if is_dark}
    code = qr.code(address)
    bars = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.path)
    drawn = {(int(x) + nth, int(y)) for x, y, width in bars for nth in range(int(width))}
    assert drawn == dark
    assert code.size == len(expected.get_matrix())


def test_border_is_four_points_wide():
    code = qr.code("x")
    bars = [[int(number) for number in bar] for bar in re.findall(r"M(\d+) (\d+)h(\d+)", code.path)]
    assert (min(x for x, _y, _width in bars), max(x + width for x, _y, width in bars)) == (4, code.size - 4)
    assert (min(y for _x, y, _width in bars), max(y for _x, y, _width in bars)) == (4, code.size - 5)
