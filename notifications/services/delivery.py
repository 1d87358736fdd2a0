"""Sending what is owed: each message once, by the first way of its person that takes it.

A worker takes some messages whose `due_at` has passed and holds them for less than a minute; where it dies, another
takes them up. Before a provider is asked, a `Delivery` says so, and is committed. One that is found later without an
answer is uncertain: the provider's own log is asked, and only what is not in it is sent again. A mail server has no
log; a letter that is sent twice has the same Message-ID, and mail programs can tell.
"""

import random
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Case, F, Q, When

from core import clock, failures, rows
from core.actors import SYSTEM
from notifications.gateways import Busy, NotNow, Stopped
from notifications.models import Delivery, DeliveryStatus, OutboxMessage, Outcome
from notifications.registry import types
from notifications.services import carrying, conversations, routing
from notifications.services.carrying import Parcel
from notifications.services.routing import Route
from people.models.contact import Way
from people.services import contacts, numbers
from people.services.codes import Refused

log = structlog.get_logger("porchlight.delivery")

SEND_FOR = timedelta(days=2)  # what is older is no news any more; it stands on the person's page
LEASE = timedelta(seconds=45)  # so that what a killed worker held goes out within a minute
CARRY_FOR = 25  # seconds of it in which new requests are begun; each ends by itself after ten
BATCH = 50
MOST_AT_ONCE = 500  # then the worker looks after its other jobs
MOST_TRIES = 8
FIRST_PAUSE = timedelta(seconds=30)  # each is twice as long as the one before
BUSY_PAUSE = timedelta(seconds=5)


def deliver_due(*, now: datetime | None = None) -> int:
    """Send what is due; returns how many messages were settled or put off, and none where the provider wants a pause,
    so that the worker makes one. Any number of workers may do so at once."""
    began, at = time.monotonic(), now or clock.now()
    if not OutboxMessage.objects.filter(due_at__lte=at).exists():
        return 0  # an idle worker must not take the database's write lock
    # What staff have sent again is news for them, however old.
    OutboxMessage.objects.filter(due_at__lte=at, created_at__lt=at - SEND_FOR, round=0).update(
        due_at=None, outcome=Outcome.TOO_OLD
    )
    done = 0
    while done < MOST_AT_ONCE and (batch := _claim(at + timedelta(seconds=time.monotonic() - began))):
        batch.deliver()
        if batch.is_held_up:
            return 0
        done += len(batch.messages)
    return done


def _claim(now: datetime) -> "Batch | None":
    """Take some messages that nobody holds, longest due first."""
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    with transaction.atomic():
        due = OutboxMessage.objects.select_for_update(skip_locked=True).filter(free, due_at__lte=now)
        taken = list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:BATCH])
        if not taken:
            return None
        # What somebody held who died is still the same try: else it would wait longer for each of them.
        tries = F("tries") + Case(When(lease_until=None, then=1), default=0)
        OutboxMessage.objects.filter(pk__in=taken).update(lease_until=now + LEASE, tries=tries)
    held = OutboxMessage.objects.filter(pk__in=taken).select_related("person__preferences", "centre")
    held = held.prefetch_related("person__contact_points", "deliveries__point").order_by("due_at", "pk")
    return Batch(list(held), now)


@dataclass
class Batch:
    """Messages that this worker holds, and what is to be written of them in the end."""

    messages: list[OutboxMessage]
    now: datetime
    began: float = field(default_factory=time.monotonic)
    notes: dict[int, dict[str, Any]] = field(default_factory=dict)  # of messages, by their ids
    tried: list[Delivery] = field(default_factory=list)
    is_held_up: bool = False  # by a provider that takes nothing more, or is slow

    def deliver(self) -> None:
        try:
            routes = self._plan([message for message in self.messages if self._is_open(message)])
            for route in routes:
                self._settle(route)
            self._carry_all([parcel for route in routes if route.point for parcel in self._packed(route)])
        finally:
            self._write()

    def _is_open(self, message: OutboxMessage) -> bool:
        """Whether no provider has it from an earlier try that ended before anybody wrote down how."""
        try:
            for delivery in [one for one in message.deliveries.all() if one.counts]:
                if delivery.status == DeliveryStatus.HANDED:
                    self._keep_time()
                    carrying.look_up(delivery, now=self.now)
                if delivery.status in {DeliveryStatus.ACCEPTED, DeliveryStatus.DELIVERED}:
                    self._sent(delivery, at=delivery.at)
                    return False
        except Exception:  # noqa: BLE001 - while the log cannot be asked, nothing may be sent again
            self._put_off(message, "log not read")
            return False
        if message.tries > MOST_TRIES:
            self._give_up_way(message)
        return True

    def _give_up_way(self, message: OutboxMessage) -> None:
        """So often tried in vain: the next way has its turn, with as many tries of its own."""
        for delivery in [one for one in message.deliveries.all() if one.counts and one.status == DeliveryStatus.LOST]:
            delivery.status = DeliveryStatus.FAILED
            rows.change([delivery], "status")
            message.tries = 1
        OutboxMessage.objects.filter(pk=message.pk).update(tries=message.tries)

    def _plan(self, messages: list[OutboxMessage]) -> list[Route]:
        """A message that cannot be put into words keeps no other from going out."""
        try:
            return routing.plan(messages, now=self.now)
        except Exception:  # noqa: BLE001 - whatever went wrong with one of them
            if len(messages) > 1:
                return [route for message in messages for route in self._plan([message])]
            self._put_off(messages[0], "message not made")
            return []

    def _packed(self, route: Route) -> list[Parcel]:
        try:
            return [carrying.pack(route, self.now)]
        except Exception:  # noqa: BLE001 - as above
            self._put_off(route.message, "message not made")
            return []

    def _settle(self, route: Route) -> None:
        if route.outcome:
            self.notes[route.message.pk] = {"due_at": None, "outcome": route.outcome}
        elif route.until:
            self.notes[route.message.pk] = {"due_at": route.until, "tries": 0}

    def _carry_all(self, parcels: list[Parcel]) -> None:
        """What is about to be tried is written down first."""
        handed = Delivery.objects.bulk_create([parcel.delivery for parcel in parcels])
        self.tried += handed
        for nth, parcel in enumerate(parcels):
            try:
                self._keep_time()
                self._carry(parcel)
            except Busy:
                return self._give_back(handed[nth:])
        return None

    def _keep_time(self) -> None:
        """Raises `Busy` where what is held would be another's before a new request has ended."""
        if time.monotonic() - self.began > CARRY_FOR:
            raise Busy

    def _carry(self, parcel: Parcel) -> None:
        """Raises `Busy`."""
        delivery, point = parcel.delivery, parcel.point
        try:
            if delivery.way == Way.TEXT and numbers.stopped([point.value]):
                raise Stopped  # while the texts before this one went out
            delivery.provider_id = carrying.carry(parcel) or None
        except (Refused, Stopped) as error:
            delivery.status, delivery.error = DeliveryStatus.FAILED, str(error)[:10]
            self.notes[delivery.message_id] = {"due_at": self.now}  # by the next way
            if isinstance(error, Refused):
                contacts.refuse(point, now=self.now)
            else:
                numbers.stop(point.value, by=SYSTEM, now=self.now)
        except Busy:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a provider's library raises: it is tried again
            if isinstance(error, NotNow) or not carrying.has_log(delivery.way):
                delivery.status = DeliveryStatus.LOST
            self._put_off(delivery.message, "message not sent")
        else:
            delivery.status = DeliveryStatus.ACCEPTED
            self._sent(delivery, at=self.now + timedelta(seconds=time.monotonic() - self.began))

    def _sent(self, delivery: Delivery, *, at: datetime) -> None:
        """Who got a text may answer it at once, while the next ones are still sent."""
        sent = {"due_at": None, "outcome": Outcome.SENT, "sent_at": delivery.at, "way": delivery.way}
        self.notes[delivery.message_id] = sent
        if delivery.way == Way.TEXT and types[delivery.message.type].asks:
            conversations.wait_for_answer(delivery, at=at)

    def _put_off(self, message: OutboxMessage, why: str) -> None:
        """The longer the oftener it failed, and never all at the same moment. For an exception in hand."""
        log.warning(why, tries=message.tries, **failures.in_hand())
        if message.tries > MOST_TRIES:
            self.notes[message.pk] = {"due_at": None, "outcome": Outcome.UNREACHABLE}
            return
        if message.tries == MOST_TRIES:
            self.notes[message.pk] = {"due_at": self.now}  # once more, to see what became of it
            return
        pause = FIRST_PAUSE * 2 ** (message.tries - 1) * random.uniform(0.8, 1.2)
        self.notes[message.pk] = {"due_at": self.now + pause}

    def _give_back(self, handed: list[Delivery]) -> None:
        """The provider wants a pause, or the time is up: what was not tried does not count as tried."""
        self.is_held_up = True
        tries = {message.pk: message.tries - 1 for message in self.messages}
        for delivery in handed:
            delivery.status = DeliveryStatus.LOST
            again = {"due_at": self.now + BUSY_PAUSE, "tries": tries[delivery.message_id]}
            self.notes[delivery.message_id] = again

    @transaction.atomic
    def _write(self) -> None:
        """Only as long as a message is ours: where we were too slow, somebody else has it."""
        self._heed_reports()
        rows.change(self.tried, "provider_id", "status", "error")
        alike: dict[tuple[tuple[str, Any], ...], list[int]] = {}
        for pk, note in self.notes.items():
            alike.setdefault(tuple(note.items()), []).append(pk)
        for note_items, ids in alike.items():
            ours = OutboxMessage.objects.filter(pk__in=ids, lease_until=self.messages[0].lease_until)
            ours.update(lease_until=None, **dict(note_items))

    def _heed_reports(self) -> None:
        """The provider may have reported what became of a text before its sender could write that it was taken."""
        tries = {delivery.pk: delivery for delivery in self.tried}
        stored = Delivery.objects.select_for_update().filter(pk__in=tries).order_by("pk")
        for pk, status in stored.values_list("pk", "status"):
            if status == DeliveryStatus.HANDED:
                continue
            reported = tries.pop(pk)
            if status == DeliveryStatus.FAILED:
                self.notes[reported.message_id] = {"due_at": self.now, "tries": 0}  # by the next way
            else:
                self._sent(reported, at=reported.at)
        self.tried = list(tries.values())
