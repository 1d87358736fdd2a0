"""Writing the audit trail."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from core import clock, request_id, rows
from core.actors import Actor
from core.models.audit import AuditEvent


def record(
    action: str,
    *,
    by: Actor,
    subject: models.Model | None = None,
    person_id: int | None = None,
    centre_id: int | None = None,
    reason: str = "",
    **detail: Any,
) -> None:
    """Record one look or deed in the caller's transaction.

    `action` is "<thing>.<verb>", as in "person.viewed". `person_id` says whom it is about. `detail` takes codes,
    identifiers and counts; words about a person do not belong in it.
    """
    rows.write(_event(action, by, subject, person_id, centre_id, reason, detail))


def record_many(action: str, *, by: Actor, person_ids: Iterable[int], subject: models.Model | None = None) -> None:
    """Record one look at several people: an event for each of them, all in one query."""
    rows.write(*(_event(action, by, subject, pk, None, "", {}) for pk in person_ids))


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
