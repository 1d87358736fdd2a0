"""Writing the audit trail."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

from core import clock, request_id
from core.actors import Actor
from core.models.audit import AuditEvent

_gathered: ContextVar[list[AuditEvent] | None] = ContextVar("gathered audit events", default=None)


@contextmanager
def gathered() -> Iterator[None]:
    """Write what is recorded inside in one go at the end, in the same transaction: for what many people wait for.

    Where the block raises, nothing happened and nothing is written. One inside another is part of the outer one.
    """
    if _gathered.get() is not None:
        yield
        return
    events: list[AuditEvent] = []
    token = _gathered.set(events)
    try:
        yield
    finally:
        _gathered.reset(token)
    AuditEvent.objects.bulk_create(events)


def record(
    action: str,
    *,
    by: Actor,
    subject: models.Model | None = None,
    person_id: int | None = None,
    centre_id: int | None = None,
    reason: str = "",
    **detail: Any,
) -> AuditEvent:
    """Record one look or deed in the caller's transaction.

    `action` is "<thing>.<verb>", as in "person.viewed". `person_id` says whom it is about. `detail` takes codes,
    identifiers and counts; words about a person do not belong in it.
    """
    event = _event(action, by, subject, person_id, centre_id, reason, detail)
    waiting = _gathered.get()
    if waiting is None:
        event.save()
    else:
        waiting.append(event)
    return event


def record_many(action: str, *, by: Actor, person_ids: Iterable[int], subject: models.Model | None = None) -> None:
    """Record one look at several people: an event for each of them, all in one query."""
    AuditEvent.objects.bulk_create(_event(action, by, subject, pk, None, "", {}) for pk in person_ids)


def _event(
    action: str,
    by: Actor,
    subject: models.Model | None,
    person_id: int | None,
    centre_id: int | None,
    reason: str,
    detail: dict[str, Any],
) -> AuditEvent:
    return AuditEvent(
        at=clock.now(),
        action=action,
        subject=subject._meta.label_lower if subject else "",
        subject_id=subject.pk if subject else None,
        person_id=person_id,
        centre_id=centre_id or by.centre_id or getattr(subject, "centre_id", None),
        actor_user_id=by.user_id,
        actor_person_id=by.person_id,
        role=by.role,
        channel=by.channel,
        reason=reason,
        detail=detail,
        request_id=request_id.current.get(),
    )
