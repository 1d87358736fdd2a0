"""Having a message sent once more, because staff say so."""

from datetime import datetime

from django.db import transaction

from core import audit, clock
from core.actors import Actor
from core.errors import DomainError, Forbidden
from core.policies import require
from notifications.models import OutboxMessage, Outcome
from notifications.services import routing
from people.models.contact import Way
from people.services import numbers

WHY_NOT = {
    Outcome.NOT_TRUE: "resend_not_true",
    Outcome.OVERTAKEN: "resend_overtaken",
    Outcome.NOT_WANTED: "resend_not_wanted",
    Outcome.UNREACHABLE: "resend_unreachable",
}


@transaction.atomic
def resend(message: OutboxMessage, *, by: Actor, now: datetime | None = None) -> OutboxMessage:
    """Owe a message again, at once or as soon as the quiet hours end, as if it had never been tried.

    It must still be true and wanted, and something must reach its person: a number that said STOP does not count.
    Raises `Forbidden`, `DomainError`.
    """
    require(by, "people.change", message.person)
    if by.centre_id is None or by.centre_id != message.centre_id:
        raise Forbidden
    now = now or clock.now()
    held = _locked(message)
    if held.settled_at:
        raise DomainError("resend_said")
    if held.is_on_its_way:
        raise DomainError("resend_on_its_way")
    held.round += 1
    [route] = routing.plan([held], now=now)
    if route.outcome:
        raise DomainError(_why_not(held, route.outcome))
    held.due_at, held.lease_until, held.tries = route.until or now, None, 0
    held.outcome, held.sent_at, held.way = "", None, ""
    held.save(update_fields=["round", "due_at", "lease_until", "tries", "outcome", "sent_at", "way"])
    audit.record("message.resent", by=by, subject=held, person_id=held.person_id, type=held.type)
    return held


def _locked(message: OutboxMessage) -> OutboxMessage:
    """The row as it is now, with what `routing.plan` needs."""
    rows = OutboxMessage.objects.select_for_update(of=("self",)).select_related("person__preferences", "centre")
    return rows.prefetch_related("person__contact_points", "deliveries").get(pk=message.pk)


def _why_not(message: OutboxMessage, outcome: Outcome) -> str:
    """The code of the rule that says no; that somebody texted STOP says more than that nothing reaches them."""
    if outcome == Outcome.UNREACHABLE:
        texted = [point.value for point in message.person.contact_points.all() if point.way == Way.TEXT]
        return "resend_stopped" if numbers.stopped(texted) else WHY_NOT[outcome]
    return WHY_NOT[outcome]
