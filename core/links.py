"""Signed links: an address that lets its holder do one thing to one row, until it expires or is revoked."""

from datetime import timedelta

from django.core import signing


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
