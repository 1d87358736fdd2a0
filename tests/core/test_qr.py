import re

import qrcode

from core import qr


def test_drawing_has_a_square_for_each_dark_point():
    address = "https://porchlight.example/en/activities/card-night/"
    expected = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M)
    expected.add_data(address)
    dark = {(x, y) for y, row in enumerate(expected.get_matrix()) for x, is_dark in enumerate(row) if is_dark}
    code = qr.code(address)
    drawn = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", code.path)}
    assert drawn == dark
    assert code.size == len(expected.get_matrix())


def test_border_is_four_points_wide():
    code = qr.code("x")
    points = [int(number) for pair in re.findall(r"M(\d+) (\d+)h", code.path) for number in pair]
    assert (min(points), max(points)) == (4, code.size - 5)
