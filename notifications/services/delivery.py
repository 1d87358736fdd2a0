"""Sending what is owed: each message once, by the first way of its person that takes it.

A message whose `due_at` has passed is taken by one worker, which holds it for some minutes; where that worker dies,
another takes it up. Whether the message still makes sense is asked again at that moment. Between a provider's yes and
our note of it lies an instant in which a killed worker leaves the message to be sent a second time; an e-mail then has
the same Message-ID, and mail programs can tell.
"""

import random
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import F, Q

from core import clock, failures
from notifications.models import OutboxMessage, Outcome
from notifications.registry import types
from notifications.services import calls, letters, outbox, stopping
from people.models import ContactPoint
from people.services import codes, contacts

log = structlog.get_logger("porchlight.delivery")

SEND_FOR = timedelta(days=2)  # what is older is no news any more; it stands on the person's page
LEASE = timedelta(minutes=2)
BATCH = 20
MOST_AT_ONCE = 200  # then the worker looks after its other jobs
MOST_TRIES = 8
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)


def deliver_due(*, now: datetime | None = None) -> int:
    """Send what is due; returns how many messages were settled or put off. Any number of workers may do so at once."""
    at = now or clock.now()
    if not OutboxMessage.objects.filter(due_at__lte=at).exists():
        return 0  # an idle worker must not take the database's write lock
    OutboxMessage.objects.filter(due_at__lte=at, created_at__lt=at - SEND_FOR).update(
        due_at=None, outcome=Outcome.TOO_OLD
    )
    done = 0
    while done < MOST_AT_ONCE and (taken := _claim(at)):
        for message in taken:
            _deliver(message, at)
        done += len(taken)
    return done


def _claim(now: datetime) -> list[OutboxMessage]:
    """Take some messages that nobody holds, longest due first."""
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    with transaction.atomic():
        due = OutboxMessage.objects.select_for_update(skip_locked=True).filter(free, due_at__lte=now)
        taken = list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:BATCH])
        OutboxMessage.objects.filter(pk__in=taken).update(lease_until=now + LEASE, tries=F("tries") + 1)
    held = OutboxMessage.objects.filter(pk__in=taken).select_related("person")
    return list(held.prefetch_related("person__contact_points").order_by("due_at", "pk"))


def _deliver(message: OutboxMessage, now: datetime) -> None:
    """Try the person's ways in their order. A way that fails for now leaves the message for later."""
    if types[message.type].own_places and stopping.has_stopped(message.person):
        return _settle(message, Outcome.NOT_WANTED)
    found = outbox.render_each([message])
    if not found:
        return _settle(message, Outcome.NOT_TRUE)
    for point in message.person.contact_points.all():
        if not calls.takes_writing(point):
            continue
        try:
            codes.ways[point.kind].carry(letters.written(found[0], point))
        except codes.Refused:
            contacts.refuse(point, now=now)
        except Exception:  # noqa: BLE001 - whatever a provider's library raises: it is tried again
            log.warning("message not sent", way=point.kind, tries=message.tries, **failures.in_hand())
            return _put_off(message, now)
        else:
            return _settle(message, Outcome.SENT, point, now)
    return _settle(message, Outcome.UNREACHABLE)


def _settle(
    message: OutboxMessage, outcome: Outcome, point: ContactPoint | None = None, now: datetime | None = None
) -> None:
    _write(message, due_at=None, outcome=outcome, sent_at=now, way=point.kind if point else "")


def _put_off(message: OutboxMessage, now: datetime) -> None:
    """The longer the oftener it failed, and never all at the same moment."""
    if message.tries >= MOST_TRIES:
        return _settle(message, Outcome.UNREACHABLE)
    pause = min(FIRST_PAUSE * 2 ** (message.tries - 1), LONGEST_PAUSE) * random.uniform(0.8, 1.2)
    return _write(message, due_at=now + pause)


def _write(message: OutboxMessage, **values: object) -> None:
    """Only as long as the message is ours: where we were too slow, somebody else has it."""
    OutboxMessage.objects.filter(pk=message.pk, lease_until=message.lease_until).update(lease_until=None, **values)
