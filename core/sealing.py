"""The audit trail cannot be changed unnoticed: its rows are sealed in a chain, and a command looks at every seal.

Each seal is a digest, with a secret key, over the rows since the last seal and over that seal's digest: whoever
changes, removes or slips in an old row without the key breaks a seal. Rows are sealed when they are `SETTLED` old,
because what is written at the same time is not always stored in the order of its numbers.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from core import clock
from core.models import AuditEvent, Seal

SETTLED = timedelta(minutes=10)  # no transaction takes that long
MOST = 20_000  # rows under one seal
FIELDS = (
    "id",
    "at",
    "action",
    "subject",
    "subject_id",
    "person_id",
    "reason",
    "detail",
    "request_id",
    "actor_user_id",
    "actor_person_id",
    "role",
    "channel",
    "centre_id",
)


@dataclass(frozen=True)
class Broken:
    """The first seal that does not fit its rows, and how."""

    seal: Seal
    why: str


@transaction.atomic
def seal(*, now: datetime | None = None) -> int:
    """Seal what has settled; how many rows. One worker at a time does it (`core.jobs`)."""
    now = now or clock.now()
    last = Seal.objects.last()
    after = last.last_id if last else 0
    settled = AuditEvent.objects.filter(pk__gt=after, at__lte=now - SETTLED).order_by("pk")
    rows = list(settled.values_list(*FIELDS)[:MOST])
    if rows:
        digest = _digest(rows, before=last.digest if last else "", key=_keys()[0])
        Seal.objects.create(at=now, first_id=after + 1, last_id=rows[-1][0], count=len(rows), digest=digest)
    return len(rows)


def verify() -> Iterator[Broken]:
    """Every seal that does not fit. As long as the trail is, so it takes its time; the site may run meanwhile."""
    before, expected = "", 1
    for seal in Seal.objects.iterator():
        rows = list(
            AuditEvent.objects.filter(pk__range=(seal.first_id, seal.last_id)).order_by("pk").values_list(*FIELDS)
        )
        if seal.first_id != expected:
            yield Broken(seal, "a seal before it is missing")
        elif len(rows) != seal.count:
            yield Broken(seal, f"{len(rows)} rows instead of {seal.count}")
        elif not any(hmac.compare_digest(_digest(rows, before=before, key=key), seal.digest) for key in _keys()):
            yield Broken(seal, "other words than were sealed")
        before, expected = seal.digest, seal.last_id + 1


def _digest(rows: Iterable[tuple[object, ...]], *, before: str, key: bytes) -> str:
    found = hmac.new(key, before.encode(), hashlib.sha256)
    for row in rows:
        plain = [value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value for value in row]
        found.update(json.dumps(plain, sort_keys=True, cls=DjangoJSONEncoder).encode() + b"\n")
    return found.hexdigest()


def _keys() -> list[bytes]:
    """Newest first: seals that were made with an older one still hold."""
    return [hashlib.sha256(b"porchlight.trail:" + key.encode()).digest() for key in settings.FIELD_KEYS]
