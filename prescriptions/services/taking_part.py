"""Getting a place because of a prescription, and knowing that it came of it."""

import uuid
from datetime import datetime

from django.db import transaction

from activities.choices import JoinMode
from activities.models import Activity, Booking, Enrolment, Session
from activities.services import bookings, enrolments
from core import audit, clock
from core.actors import Actor, Channel, person_actor
from core.errors import DomainError
from core.policies import require
from prescriptions.models import Prescription, TakingPart


@transaction.atomic
def book(
    prescription: Prescription,
    *,
    session: Session,
    by: Actor,
    request_key: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Booking:
    """A place through the one door, on the client's behalf, and the group is linked with the prescription.

    Raises `Forbidden`, `DomainError("prescription_over")`, and whatever `bookings.book` says no with.
    """
    now = now or clock.now()
    for_them = _on_their_behalf(prescription, by=by, now=now)
    booking = bookings.book(
        session=session,
        person=prescription.person,
        channel=Channel.PRESCRIPTION,
        by=for_them,
        request_key=request_key,
        now=now,
    )
    link(prescription, activity=session.activity, by=by, now=now)
    return booking


@transaction.atomic
def enrol(
    prescription: Prescription,
    *,
    activity: Activity,
    by: Actor,
    request_key: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Enrolment:
    """A standing place, or a course as a whole, through its one door on the client's behalf; linked as by `book`.

    Raises `Forbidden`, `DomainError("prescription_over")`, and whatever `enrolments.enrol` says no with.
    """
    now = now or clock.now()
    for_them = _on_their_behalf(prescription, by=by, now=now)
    enrolment = enrolments.enrol(
        activity=activity,
        person=prescription.person,
        channel=Channel.PRESCRIPTION,
        by=for_them,
        request_key=request_key,
        now=now,
    )
    link(prescription, activity=activity, by=by, now=now)
    return enrolment


def _on_their_behalf(prescription: Prescription, *, by: Actor, now: datetime) -> Actor:
    """Who asks for the place: the client, as long as `by` may and the prescription opens anything."""
    require(by, "prescriptions.book", prescription)
    if not prescription.opens_booking(now):
        raise DomainError("prescription_over")
    return person_actor(prescription.person_id, channel=Channel.PRESCRIPTION)


@transaction.atomic
def join(
    prescription: Prescription,
    *,
    session: Session,
    by: Actor,
    request_key: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Booking:
    """A place at this date, or in the whole course whose date it is: whatever is joined there. Raises as those do."""
    if session.activity.join_mode != JoinMode.COURSE:
        return book(prescription, session=session, by=by, request_key=request_key, now=now)
    enrolment = enrol(prescription, activity=session.activity, by=by, request_key=request_key, now=now)
    return enrolments.at(enrolment, session)


def places(prescription: Prescription, *, now: datetime) -> list[Booking]:
    """What they have ahead in the group that it names, however they came by it. One query; none without a group."""
    if prescription.activity_id is None:
        return []
    rows = Booking.objects.active().filter(
        person=prescription.person_id, session__activity=prescription.activity_id, session__ends_at__gt=now
    )
    return list(rows.select_related("session__activity", "session__centre").order_by("session__starts_at", "pk"))


@transaction.atomic
def link(prescription: Prescription, *, activity: Activity, by: Actor, now: datetime | None = None) -> TakingPart:
    """They take part in this group because of the prescription. Said twice, it is once."""
    require(by, "prescriptions.book", prescription)
    found, is_new = TakingPart.objects.get_or_create(
        prescription=prescription, activity=activity, defaults={"since": now or clock.now()}
    )
    if is_new:
        audit.record("takingpart.linked", by=by, subject=found, person_id=prescription.person_id)
    return found
