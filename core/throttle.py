"""Counting tries, so that nobody can try too often: neither a program at a form nor somebody guessing a code.

Nothing that is counted can be read back: a try is kept as a keyed hash. Two tries at the same instant may both pass
where one was left; a limit that must hold to the last one belongs into a condition of the row it protects.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from ipaddress import AddressValueError, IPv6Address

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from core import clock
from core.errors import DomainError
from core.models.throttle import Attempt

HOUR = timedelta(hours=1)
KEPT = timedelta(days=1)  # no window may be longer


@dataclass(frozen=True)
class Try:
    """One more try in `scope` with `value`, of which `limit` are allowed in the time `per`. `code` says no."""

    scope: str
    value: str
    limit: int
    per: timedelta = HOUR
    code: str = "too_many_tries"

    @cached_property
    def key(self) -> str:
        return salted_hmac(f"porchlight.try.{self.scope}", self.value, algorithm="sha256").hexdigest()


def by_address(scope: str, request: HttpRequest) -> Try:
    """As often in an hour as one internet connection may: a waiting room shares one, so there are many."""
    return Try(f"{scope}.address", address(request), settings.THROTTLE_PER_ADDRESS)


def by_contact(scope: str, value: str) -> Try:
    """As often in an hour as one number or e-mail address may be named."""
    return Try(f"{scope}.contact", value, settings.THROTTLE_PER_CONTACT)


def by_centre(scope: str, centre_id: int) -> Try:
    """As often in an hour as all strangers together may at one centre."""
    return Try(f"{scope}.centre", str(centre_id), settings.THROTTLE_PER_CENTRE)


def allow(*tries: Try, now: datetime | None = None) -> None:
    """Count these tries, or raise `DomainError` where one of them is one too many; then none is counted.

    One statement. Call it outside the transaction of what is tried: whatever fails there must not undo the count.
    """
    if not settings.THROTTLE or not tries:
        return
    at = now or clock.now()
    if not _count(tries, at):
        raise DomainError(next((one.code for one in tries if _made(one, at) >= one.limit), tries[0].code))


def _count(tries: Sequence[Try], at: datetime) -> bool:
    """Write the tries down where each has one left; whether it did. Django has no INSERT of what a SELECT finds."""
    table, stored = connection.ops.quote_name(Attempt._meta.db_table), connection.ops.adapt_datetimefield_value
    scopes = {one.key: one.scope for one in tries}  # looked at over two lengths of time, and counted once
    rows = ", ".join(["(%s, %s, %s)"] * len(scopes))
    has_left = f"(SELECT COUNT(*) FROM {table} WHERE key = %s AND at > %s) < %s"  # noqa: S608 - our own table
    allowed = " AND ".join([has_left] * len(tries))
    values = [value for key, scope in scopes.items() for value in (scope, key, stored(at))]
    limits = [value for one in tries for value in (one.key, stored(at - one.per), one.limit)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (scope, key, at) SELECT * FROM (VALUES {rows}) AS tries WHERE {allowed}",  # noqa: S608
            [*values, *limits],
        )
        return bool(cursor.rowcount)


def _made(one: Try, at: datetime) -> int:
    return Attempt.objects.filter(key=one.key, at__gt=at - one.per).count()


def forget_old(*, now: datetime) -> int:
    """Delete what no window looks at any more."""
    deleted, _by_model = Attempt.objects.filter(at__lt=now - KEPT).delete()
    return deleted


def address(request: HttpRequest) -> str:
    """Where the request comes from. Of the hops that proxies name, only those count that our own proxies wrote.

    Whoever has one IPv6 address has its whole /64; it counts as one. An IPv4 address that is written as an IPv6 one
    stays what it is: all of those lie in one /64.
    """
    count = settings.TRUSTED_PROXY_COUNT
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    found = hops[-count] if 0 < count <= len(hops) else request.META.get("REMOTE_ADDR", "")
    try:
        sixth = IPv6Address(found)
        return str(sixth.ipv4_mapped or IPv6Address(int(sixth) >> 64 << 64))
    except AddressValueError:
        return str(found)
