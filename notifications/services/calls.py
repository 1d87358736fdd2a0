"""Calls that staff make: whom nothing written can reach, what to say, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Prefetch, Q

from core import audit, clock
from core.actors import Actor
from core.errors import Forbidden
from core.policies import require
from notifications.models import Call, CallResult, OutboxMessage, Outcome
from notifications.registry import types
from notifications.services import outbox, reach
from people.models import Person
from people.models.contact import Way
from people.models.lockbox import open_to

# What is older than this is no news any more; what was urgent is over by then.
CALL_FOR = timedelta(days=14)
URGENT_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class ToCall:
    """A person to call, and the sentence to read aloud in their language."""

    message: OutboxMessage
    person: Person
    words: str
    tries: list[Call]

    @property
    def has_letter(self) -> bool:
        """An e-mail went out as well; but it may be read too late."""
        return self.message.outcome == Outcome.SENT


def to_make(centre_id: int, *, by: Actor, now: datetime | None = None) -> list[ToCall]:
    """The calls that a centre still owes to people who are not locked from `by`, oldest first. As many
    queries as there are loaders among the types, and three."""
    now = now or clock.now()
    owed = OutboxMessage.objects.filter(
        _unreached() | (_by_letter_alone() & Q(urgent=True, created_at__gte=now - URGENT_FOR)),
        open_to(by),
        centre=centre_id,
        created_at__gte=now - CALL_FOR,
        settled_at=None,
        type__in=[kind.slug for kind in types if kind.call],
        person__erased_at=None,
    ).exclude(outbox.overtaken() | Q(person__preferences__do_not_contact=True))
    calls = Prefetch("calls", queryset=Call.objects.order_by("at"))
    rows = owed.select_related("person").prefetch_related("person__contact_points", calls).order_by("created_at", "pk")
    return _in_words(rows)


def _unreached() -> Q:
    """What nothing carries."""
    return ~Q(outcome=Outcome.SENT) & (Q(~reach.anything_reaches()) | Q(outcome=Outcome.UNREACHABLE))


def _by_letter_alone() -> Q:
    """What an e-mail carried, or nothing but an e-mail can."""
    is_open = ~Q(outcome__in=[Outcome.SENT, Outcome.NOT_WANTED])
    return Q(outcome=Outcome.SENT, way=Way.EMAIL) | (is_open & Q(~reach.anything_reaches(at_once=True)))


def _in_words(rows: Iterable[OutboxMessage]) -> list[ToCall]:
    """What still holds, in words."""
    return [
        ToCall(message, message.person, rendered.text, list(message.calls.all()))
        for message, rendered in outbox.render_each(rows)
    ]


@transaction.atomic
def note(
    *,
    person: Person,
    result: CallResult,
    by: Actor,
    message: OutboxMessage | None = None,
    note: str = "",
    now: datetime | None = None,
) -> Call:
    """Write down a call and what came of it. Whoever was spoken with has heard the message. Raises `Forbidden`."""
    require(by, "people.change", person)
    if by.centre_id is None or (message and message.person_id != person.pk):
        raise Forbidden
    now = now or clock.now()
    call = Call.objects.create(
        person=person,
        centre_id=by.centre_id,
        message=message,
        result=result,
        note=note.strip(),
        at=now,
        by_user_id=by.user_id,
    )
    if message and result == CallResult.REACHED:
        OutboxMessage.objects.filter(pk=message.pk).update(settled_at=now)
        audit.record("message.said", by=by, subject=message, person_id=person.pk, type=message.type)
    audit.record("call.noted", by=by, subject=call, person_id=person.pk, result=str(result))
    return call
