"""What our letters have put into people's calendars."""

import secrets
from typing import Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import Coalesce

from activities.models import Booking, BookingState, Session, SessionState

NOWHERE = 0  # no room has this id


def new_token() -> str:
    return secrets.token_hex(10)


class SentEntryQuerySet(models.QuerySet["SentEntry"]):
    def of_place(self, booking: Booking) -> Self:
        """The entry of this person at this date, whichever of their bookings there it was last sent for.

        Where two records were made one there may be two: the booking's own comes first.
        """
        found = self.filter(booking__session=booking.session_id, booking__person=booking.person_id)
        return found.order_by(Case(When(booking=booking, then=0), default=1), "-pk")

    def behind(self) -> Self:
        """What a calendar shows though it is no longer so: the place was given back, or the date called off or moved.

        Not where the person has another booking at the date that stands: that one speaks for them.
        """
        session = "booking__session"
        is_off = ~Q(booking__state=BookingState.CONFIRMED) | Q(**{f"{session}__state": SessionState.CANCELLED})
        as_sent = Q(
            starts_at=F(f"{session}__starts_at"),
            ends_at=F(f"{session}__ends_at"),
            place=Coalesce(F(f"{session}__venue"), NOWHERE),
        )
        same = Booking.objects.active().filter(session=OuterRef(session), person=OuterRef("booking__person"))
        others = same.exclude(pk=OuterRef("booking"))
        return self.filter(is_off | ~as_sent, is_cancelled=False).exclude(Exists(others))


class SentEntry(models.Model):
    """One person's entry for one date, as their calendar knows it from our newest letter.

    `token` is in the address to which the calendar replies: whoever replies there speaks for this person at this
    date, and for nothing else. It stays the same for good, because programs take a change only from the same
    organizer. `sequence` is iCalendar's: never behind the session's revision, and higher with each change of what is
    told, so also when a place is given back and taken again. A reply to less than `first_sequence` speaks of a
    booking that was there before the present one.
    """

    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="sent_entry")
    token = models.CharField(max_length=20, unique=True, default=new_token, editable=False)
    address = models.CharField(max_length=254)  # to which the letter went: only that one may reply
    sequence = models.PositiveIntegerField()
    first_sequence = models.PositiveIntegerField()
    is_cancelled = models.BooleanField(default=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.PositiveBigIntegerField(default=NOWHERE)  # the room's id, also where that is gone
    changed_at = models.DateTimeField()

    objects = SentEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "sent entries"

    def __str__(self) -> str:
        return self.token

    def says(self, booking: Booking, *, is_cancelled: bool) -> bool:
        """Whether the calendar was told exactly this already. Needs `session` loaded."""
        session = booking.session
        known = (self.booking_id, self.is_cancelled, self.starts_at, self.ends_at, self.place)
        return known == (booking.pk, is_cancelled, session.starts_at, session.ends_at, place_of(session))

    def tell(self, booking: Booking, *, is_cancelled: bool) -> None:
        """Take over what the calendar is told now, not stored yet. Needs `session` loaded."""
        session = booking.session
        self.booking, self.is_cancelled = booking, is_cancelled
        self.starts_at, self.ends_at, self.place = session.starts_at, session.ends_at, place_of(session)


def place_of(session: Session) -> int:
    return session.venue_id or NOWHERE
