"""The code of a prescription: nine digits that can be typed, texted, keyed on a telephone and read aloud.

Eight are drawn, the ninth checks them (Verhoeff's scheme: every wrong digit and every two that changed places are
noticed). It opens booking, and only that: it says nothing, neither whose it is nor what for.
"""

import re
import secrets
from datetime import datetime, timedelta

from stdnum import verhoeff
from stdnum.exceptions import ValidationError

from core import clock
from core.errors import DomainError
from prescriptions.models import Prescription

DRAWN = 8
LENGTH = DRAWN + 1
LASTS = timedelta(days=180)


def draw() -> str:
    """A code that no prescription has. Never begins with 0: whoever reads it aloud leaves that out."""
    while True:
        number = str(secrets.randbelow(9 * 10 ** (DRAWN - 1)) + 10 ** (DRAWN - 1))
        code = number + verhoeff.calc_check_digit(number)
        if not Prescription.objects.filter(code=code).exists():
            return code


def read(text: str) -> str:
    """The code that somebody typed, with or without spaces and dashes.

    Raises `DomainError("code_mistyped")` where it is none: a digit is wrong, missing or too many.
    """
    digits = re.sub(r"\D", "", text)
    if len(digits) != LENGTH:
        raise DomainError("code_mistyped")
    try:
        verhoeff.validate(digits)
    except ValidationError as error:
        raise DomainError("code_mistyped") from error
    return digits


def find(text: str, *, now: datetime | None = None) -> Prescription:
    """The prescription whose code this is, while it opens anything. One query.

    Raises `DomainError`: `code_mistyped`, or `code_unknown` for all others alike, so that nobody learns more.
    Whoever asks must be counted before (`core.throttle`).
    """
    code = read(text)
    found = Prescription.objects.select_related("centre", "person").filter(code=code, person__erased_at=None).first()
    if found is None or not found.opens_booking(now or clock.now()):
        raise DomainError("code_unknown")
    return found
