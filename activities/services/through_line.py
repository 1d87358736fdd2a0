"""A call through the centre's line: it rings the champion and connects them with the person; no number is seen."""

from datetime import datetime, time, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from activities.models import InviteCall
from centres.models import Centre
from core import audit, clock, failures, throttle
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from notifications import gateways
from notifications.models import Preferences
from notifications.services import quiet
from people.models import ContactPoint
from people.services import contacts

log = structlog.get_logger("porchlight.through_line")

# At home, nobody is called earlier or later, whatever their own quiet hours are.
DECENT_FROM, DECENT_UNTIL = time(9), time(20)
RINGS_AN_HOUR = 6


def is_offered(centre: Centre) -> bool:
    """Whether the centre has a line, and it carries calls."""
    return bool(centre.line_number) and gateways.carries()


def is_decent(call: InviteCall, now: datetime) -> bool:
    """Whether it is an hour at which a volunteer may call this person. One query where the person's are not loaded."""
    local = now.astimezone(call.centre.zone)
    return DECENT_FROM <= local.time() < DECENT_UNTIL and not quiet.is_quiet(Preferences.of(call.person), local)


def own_number(call: InviteCall) -> ContactPoint | None:
    """At which the line calls the champion. One query."""
    return contacts.first_number(call.champion.person)


def ring(call: InviteCall, *, by: Actor, now: datetime | None = None) -> None:
    """Have the line call the champion. Outside of any transaction, because it reaches the provider.

    Raises `Forbidden`, and `DomainError` where it cannot be done just now.
    """
    now = now or clock.now()
    number = _begin(call, by=by, now=now)
    script = settings.PUBLIC_BASE_URL + reverse("phone_asked:answered", args=[call.public_id])
    report_to = settings.PUBLIC_BASE_URL + reverse("phone:status")
    try:
        gateways.gateway().ring(to=number, sender=call.centre.line_number, script=script, report_to=report_to)
    except Exception as error:  # whatever a provider's library raises
        log.warning("call through the line not made", **failures.in_hand())
        raise DomainError("line_failed") from error


def _begin(call: InviteCall, *, by: Actor, now: datetime) -> str:
    """Whether it may be done, and that it was; the number at which the champion is called."""
    require(by, "activities.answer_call", call)
    if not is_offered(call.centre) or call.point is None:
        raise DomainError("line_failed")
    if not is_decent(call, now):
        raise DomainError("not_a_decent_hour")
    own = own_number(call)
    if own is None:
        raise DomainError("no_number_of_yours")
    throttle.allow(throttle.Try("invite.ring", str(call.pk), limit=RINGS_AN_HOUR, per=timedelta(hours=1)), now=now)
    with transaction.atomic():
        audit.record("invitecall.rang", by=by, subject=call, person_id=call.person_id)
    return own.value


def still_to_make(call_id: int, *, now: datetime) -> InviteCall | None:
    """The call, as long as it may be made now. One query, and one for the hours of the person."""
    call: InviteCall | None = InviteCall.objects.all().live(now).with_all().filter(pk=call_id).first()
    return call if call and call.point and is_decent(call, now) else None


def by_public_id(public_id: UUID, *, now: datetime) -> InviteCall | None:
    """The same, by what stands in an address."""
    pk = InviteCall.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    return still_to_make(pk, now=now) if pk else None


def connected(call: InviteCall, *, by: Actor) -> None:
    """Write down that the two were connected."""
    audit.record("invitecall.connected", by=by, subject=call, person_id=call.person_id)
