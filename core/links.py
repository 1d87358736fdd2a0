"""Signed links: an address that lets its holder do one thing to one row, until it expires or is revoked."""

import re
from base64 import b32encode
from datetime import timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

_SIGNS = 12  # of the signature: sixty bits, which nobody guesses through a page
_MOST_DIGITS = 18  # of an id
_MISREAD = str.maketrans("018", "OIB")  # signs that are never written, and what somebody took for them


class BadLink(Exception):
    """The link was altered, has expired, or was made for something else."""


def make(purpose: str, *parts: str) -> str:
    """A token for `purpose` that carries `parts` (identifiers only: the token is readable, though not forgeable)."""
    return signing.dumps(list(parts), salt=f"porchlight.{purpose}", compress=False)


def read(purpose: str, token: str, *, max_age: timedelta) -> list[str]:
    """The parts of a token that `make` built for the same purpose. Raises `BadLink`."""
    try:
        parts: list[str] = signing.loads(token, salt=f"porchlight.{purpose}", max_age=max_age)
    except signing.BadSignature as error:
        raise BadLink from error
    return parts


def short(purpose: str, pk: int) -> str:
    """A signed token that can also be typed from paper: "41-K7QM-3XWR-TABC". Its end stands in the row."""
    signs = _sign(purpose, pk)
    return "-".join([str(pk), *(signs[start : start + 4] for start in range(0, _SIGNS, 4))])


def read_short(purpose: str, token: str) -> int:
    """The row's id of a token that `short` made for the same purpose, however it was typed. Raises `BadLink`."""
    pk, _dash, rest = token.strip().upper().partition("-")
    signs = re.sub(r"[\W_]", "", rest).translate(_MISREAD)
    is_number = pk.isascii() and pk.isdecimal() and len(pk) <= _MOST_DIGITS
    if not is_number or not constant_time_compare(signs, _sign(purpose, int(pk))):
        raise BadLink
    return int(pk)


def _sign(purpose: str, pk: int) -> str:
    digest = salted_hmac(f"porchlight.{purpose}", str(pk), algorithm="sha256").digest()
    return b32encode(digest).decode()[:_SIGNS]
