"""One's own place in words: what it is just now, and what can be done about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities import wording
from activities.models import Booking, BookingState
from activities.services import places, seats
from core import dates

ORDINALS = (
    gettext_lazy("first"),
    gettext_lazy("second"),
    gettext_lazy("third"),
    gettext_lazy("fourth"),
    gettext_lazy("fifth"),
    gettext_lazy("sixth"),
    gettext_lazy("seventh"),
    gettext_lazy("eighth"),
    gettext_lazy("ninth"),
    gettext_lazy("tenth"),
)


def ordinal(position: int) -> str:
    """ "third"; from eleven on "number 11"."""
    if position <= len(ORDINALS):
        return str(ORDINALS[position - 1])
    return _("number %(position)d") % {"position": position}


class Standing(StrEnum):
    """How it stands with a place, for whoever looks at it now."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"
    CAN_TAKE = "can_take"  # still waiting, and a seat stands free
    OFFERED = "offered"
    OFFER_OVER = "offer_over"
    CANCELLED = "cancelled"
    CALLED_OFF = "called_off"  # the whole date
    OVER = "over"


TITLES = {
    Standing.CONFIRMED: gettext_lazy("You have a place"),
    Standing.WAITING: gettext_lazy("You are on the waiting list"),
    Standing.CAN_TAKE: gettext_lazy("A place is free"),
    Standing.OFFERED: gettext_lazy("A place is free for you"),
    Standing.OFFER_OVER: gettext_lazy("This offer is over"),
    Standing.CANCELLED: gettext_lazy("Your place is cancelled"),
    Standing.CALLED_OFF: gettext_lazy("This date is cancelled"),
    Standing.OVER: gettext_lazy("This date is over"),
}
TAGS = {
    Standing.CONFIRMED: (gettext_lazy("You have a place"), "green"),
    Standing.WAITING: (gettext_lazy("Waiting list"), "yellow"),
    Standing.CAN_TAKE: (gettext_lazy("A place is free"), "purple"),
    Standing.OFFERED: (gettext_lazy("A place is free for you: please answer"), "purple"),
    Standing.OFFER_OVER: (gettext_lazy("The offer is over"), "grey"),
    Standing.CANCELLED: (gettext_lazy("Cancelled"), "grey"),
    Standing.CALLED_OFF: (gettext_lazy("This date is cancelled"), "red"),
    Standing.OVER: (gettext_lazy("Over"), "grey"),
}


def standing_of(booking: Booking, *, now: datetime) -> Standing:
    """Needs the session loaded."""
    session = booking.session
    if booking.state == BookingState.CANCELLED:
        return Standing.CANCELLED
    if session.is_cancelled:
        return Standing.CALLED_OFF
    if session.ends_at <= now or (session.starts_at <= now and booking.state != BookingState.CONFIRMED):
        return Standing.OVER
    if booking.state == BookingState.OFFERED:
        is_open = booking.offer_until is not None and booking.offer_until > now
        return Standing.OFFERED if is_open else Standing.OFFER_OVER
    if booking.state == BookingState.WAITLISTED:
        return Standing.CAN_TAKE if seats.can_take(booking, session, now) else Standing.WAITING
    return Standing.CONFIRMED


@dataclass(frozen=True)
class PlacePage:
    """What the page of a place shows. `booking.position` counts on the waiting list (`with_position`)."""

    booking: Booking
    standing: Standing
    may_change: bool
    may_cancel: bool

    @classmethod
    def of(cls, booking: Booking, *, now: datetime) -> "PlacePage":
        standing = standing_of(booking, now=now)
        is_ahead = booking.session.starts_at > now
        return cls(
            booking,
            standing,
            may_change=is_ahead and standing in {Standing.CONFIRMED, Standing.WAITING, Standing.CAN_TAKE},
            may_cancel=is_ahead and standing in {Standing.CONFIRMED, Standing.WAITING, Standing.CAN_TAKE},
        )

    @property
    def title(self) -> str:
        return str(TITLES[self.standing])

    @property
    def lead(self) -> str:
        """The sentence below the title: what it means for the person."""
        if self.standing == Standing.WAITING:
            return _("You are %(position)s in line. When a place is free, we hold it for you and tell you.") % {
                "position": ordinal(self.booking.position)
            }
        if self.standing == Standing.OFFERED:
            return _("We hold it for you until %(until)s. Would you like it?") % {"until": self.until}
        return {
            Standing.CONFIRMED: _("We look forward to seeing you. If you cannot come, please tell us."),
            Standing.CAN_TAKE: _("You are still on the waiting list. Would you like the free place?"),
            Standing.OFFER_OVER: _("We held a place for you. The time to answer has passed."),
            Standing.CANCELLED: _("You have no place on this date any more."),
            Standing.CALLED_OFF: _("We are sorry: the group does not meet on this date."),
            Standing.OVER: _("It was good that you wanted to be there."),
        }[self.standing]

    @property
    def until(self) -> str:
        """When the offer ends, in the centre's time."""
        until = self.booking.offer_until
        if until is None:
            return ""
        local = until.astimezone(self.booking.session.centre.zone)
        return _("%(day)s, %(clock)s") % {"day": dates.day(local.date()), "clock": dates.clock(local)}

    @property
    def may_answer(self) -> bool:
        return self.standing in {Standing.OFFERED, Standing.CAN_TAKE}

    @property
    def has_place(self) -> bool:
        return self.standing == Standing.CONFIRMED

    @property
    def may_start_anew(self) -> bool:
        return self.standing in {Standing.CANCELLED, Standing.OFFER_OVER}

    @property
    def shows_where(self) -> bool:
        return places.knows_where(self.booking) and self.standing not in {Standing.CANCELLED, Standing.CALLED_OFF}

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What is known of the place, in words."""
        venue = self.booking.session.venue
        return wording.access_in_words(venue) if venue and self.shows_where else []


@dataclass(frozen=True)
class PlaceLine:
    """A place as one line of a list."""

    booking: Booking
    token: str
    tag: str
    colour: str
    note: str

    @classmethod
    def of(cls, booking: Booking, *, token: str, now: datetime) -> "PlaceLine":
        standing = standing_of(booking, now=now)
        tag, colour = TAGS[standing]
        note = ""
        if standing == Standing.WAITING:
            note = _("You are %(position)s in line.") % {"position": ordinal(booking.position)}
        elif standing == Standing.OFFERED:
            note = _("Please answer by %(until)s.") % {"until": PlacePage.of(booking, now=now).until}
        return cls(booking, token, str(tag), colour, note)
