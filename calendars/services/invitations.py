"""Putting a place into its person's calendar by e-mail, keeping it right there, and taking it out again (RFC 6047).

The letters that people get anyway carry it (`enclose`). Whatever else changes a place (a text, a move to another
date, an urgent message that went by telephone) leaves the calendar behind: then a letter of its own sets it right
(`owe_corrections`).
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from activities.models import Booking, BookingState
from activities.models.booking import ACTIVE
from calendars import addresses, ical, words
from calendars.ical import Entry
from calendars.models import SentEntry
from core import clock
from notifications.models import OutboxMessage, Preferences
from notifications.registry import Context
from notifications.services.outbox import notify
from people.models import ContactPoint
from people.services.codes import CalendarPart

# The messages whose letters say something to a calendar.
CARRIERS = ("place-confirmed", "session-moved", "session-cancelled", "group-ended", "place-cancelled")
CORRECTION = "calendar-corrected"


def enclose(context: Context, point: ContactPoint) -> CalendarPart | None:
    """What the letter about a booking says to its person's calendar, written down as said; None where it says nothing.

    The context is as `activities.notices.load_bookings` makes it. Four queries.
    """
    if not settings.INVITATIONS_ADDRESS:
        return None
    booking: Booking = context["booking"]
    wanted = Preferences.of(context["person"]).calendar_letters
    entry = _tell(booking, point, wanted=wanted)
    return _part(entry, booking, context["person"].language) if entry else None


@transaction.atomic
def _tell(booking: Booking, point: ContactPoint, *, wanted: bool) -> SentEntry | None:
    """The entry as it is told now. Told the same again, it stays as it is to the last byte.

    Nobody who does not want it, or who comes every time, gets a new entry; what is in a calendar already is kept
    right for everybody.
    """
    stands = booking.state == BookingState.CONFIRMED and not booking.session.is_cancelled
    entry = SentEntry.objects.select_for_update(of=("self",)).of_place(booking).first()
    if entry is None and not (stands and wanted and booking.enrolment_id is None):
        return None
    if not stands and _is_overtaken(booking):
        return None
    entry = entry or SentEntry(sequence=booking.session.revision)
    if not entry.says(booking, is_cancelled=not stands):
        _advance(entry, booking, is_cancelled=not stands)
    entry.address = point.value
    entry.save()
    return entry


def _advance(entry: SentEntry, booking: Booking, *, is_cancelled: bool) -> None:
    if entry.pk:
        entry.sequence = max(entry.sequence + 1, booking.session.revision)
    if entry.booking_id != booking.pk:
        entry.first_sequence = entry.sequence
    entry.tell(booking, is_cancelled=is_cancelled)
    entry.changed_at = clock.now()


def _is_overtaken(booking: Booking) -> bool:
    """Whether another booking of the same person at the same date holds instead. One query, or none."""
    if booking.is_active:
        return False
    same = Booking.objects.filter(session=booking.session_id, person=booking.person_id)
    return same.exclude(pk=booking.pk).filter(Q(state__in=ACTIVE) | Q(pk__gt=booking.pk)).exists()


def _part(entry: SentEntry, booking: Booking, language: str) -> CalendarPart:
    session = booking.session
    said = words.of_place(
        session,
        language=language,
        organizer_email=addresses.of_organizer(entry.token),
        is_cancelled=entry.is_cancelled,
    )
    date = Entry(
        uid=addresses.uid(session),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        modified_at=max(entry.changed_at, session.activity.modified_at),
        revision=entry.sequence,
        words=said,
    )
    method = "CANCEL" if entry.is_cancelled else "REQUEST"
    content = ical.invitation(date, zone=session.centre.zone, method=method, attendee=entry.address)
    return CalendarPart(method, content)


def owe_corrections(*, now: datetime) -> int:
    """Owe a letter to everybody whose calendar shows what is no longer so, unless one about it is on its way; returns
    how many. Safe to run at any moment, twice, and at once."""
    on_their_way = OutboxMessage.objects.on_their_way().filter(
        about_id=OuterRef("booking"), type__in=(*CARRIERS, CORRECTION)
    )
    behind = SentEntry.objects.behind().filter(booking__session__starts_at__gt=now).exclude(Exists(on_their_way))
    owed = 0
    for entry in behind.select_related("booking__person", "booking__session"):
        booking = entry.booking
        key = str(entry.sequence + 1)  # where nothing can carry it, it is owed once
        notify(CORRECTION, person=booking.person, about=booking, key=key, centre_id=booking.session.centre_id)
        owed += 1
    return owed
