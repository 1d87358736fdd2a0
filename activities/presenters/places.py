"""One's own place in words: what it is just now, and what can be done about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities import words
from activities.choices import JoinMode
from activities.models import Booking, BookingState
from activities.notices import place_token
from activities.services import courses, places, seats
from centres.access_words import access_in_words
from centres.models.centre import LastHours
from core import dates
from core.actors import Channel

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
    THINKING = "thinking"
    SKIPPED = "skipped"  # of what they come to every time
    CANCELLED = "cancelled"
    CALLED_OFF = "called_off"  # the whole date
    OVER = "over"


TITLES = {
    Standing.CONFIRMED: gettext_lazy("You have a place"),
    Standing.WAITING: gettext_lazy("You are on the waiting list"),
    Standing.CAN_TAKE: gettext_lazy("A place is free"),
    Standing.OFFERED: gettext_lazy("A place is free for you"),
    Standing.OFFER_OVER: gettext_lazy("This offer is over"),
    Standing.THINKING: gettext_lazy("You are thinking of coming"),
    Standing.SKIPPED: gettext_lazy("You are not coming this time"),
    Standing.CANCELLED: gettext_lazy("You have no place on this date"),
    Standing.CALLED_OFF: gettext_lazy("This date is cancelled"),
    Standing.OVER: gettext_lazy("This date is over"),
}
TAGS = {
    Standing.CONFIRMED: (gettext_lazy("You have a place"), "green"),
    Standing.WAITING: (gettext_lazy("Waiting list"), "yellow"),
    Standing.CAN_TAKE: (gettext_lazy("A place is free"), "purple"),
    Standing.OFFERED: (gettext_lazy("A place is free for you: please answer"), "purple"),
    Standing.OFFER_OVER: (gettext_lazy("The offer is over"), "grey"),
    Standing.THINKING: (gettext_lazy("You are thinking of coming"), "grey"),
    Standing.SKIPPED: (gettext_lazy("Not this time"), "grey"),
    Standing.CANCELLED: (gettext_lazy("Cancelled"), "grey"),
    Standing.CALLED_OFF: (gettext_lazy("This date is cancelled"), "red"),
    Standing.OVER: (gettext_lazy("Over"), "grey"),
}


# Where nothing has to be asked for: they may be there until it is over.
EXPECTED = frozenset({BookingState.CONFIRMED, BookingState.THINKING})
WAITS = frozenset({Standing.WAITING, Standing.CAN_TAKE})


def standing_of(booking: Booking, *, now: datetime) -> Standing:
    """Needs the session with activity and centre, and the enrolment, loaded."""
    session = booking.session
    if booking.state == BookingState.CANCELLED:
        is_ahead = session.starts_at > now and not session.is_cancelled
        return Standing.SKIPPED if is_ahead and places.is_skipped(booking) else Standing.CANCELLED
    if session.is_cancelled:
        return Standing.CALLED_OFF
    if session.ends_at <= now or (session.starts_at <= now and booking.state not in EXPECTED):
        return Standing.OVER
    if booking.state == BookingState.OFFERED:
        is_open = booking.offer_until is not None and booking.offer_until > now
        return Standing.OFFERED if is_open else Standing.OFFER_OVER
    if booking.state == BookingState.WAITLISTED:
        can_take = seats.can_take(booking, session, now) and not courses.waits(booking)
        return Standing.CAN_TAKE if can_take else Standing.WAITING
    return Standing.THINKING if booking.state == BookingState.THINKING else Standing.CONFIRMED


@dataclass(frozen=True)
class PlacePage:
    """What the page of a place shows. `booking.position` counts on the waiting list (`with_position`)."""

    booking: Booking
    standing: Standing
    now: datetime

    @classmethod
    def of(cls, booking: Booking, *, now: datetime) -> "PlacePage":
        return cls(booking, standing_of(booking, now=now), now)

    @property
    def title(self) -> str:
        if self.standing == Standing.OFFERED and self.is_course:
            return _("A place in the course is free for you")
        if self.standing in WAITS and self.is_course:
            return _("You are on the waiting list for the course")
        return str(TITLES[self.standing])

    @property
    def lead(self) -> str:
        """The sentence below the title: what it means for the person."""
        if self.standing == Standing.WAITING:
            return self._waiting % {"position": ordinal(self.booking.position), "count": self.booking.seats}
        if self.standing == Standing.OFFERED:
            said = _("We hold it for you until %(until)s. Would you like it?")
            if self.booking.seats > 1:
                said = _("We hold places for all of you until %(until)s. Would you like them?")
            return said % {"until": self.until}
        return {
            Standing.CONFIRMED: _("We look forward to seeing you. If you cannot come, please tell us."),
            Standing.CAN_TAKE: _("You are still on the waiting list. Would you like the free place?"),
            Standing.OFFER_OVER: _("We held a place for you. The time to answer has passed."),
            Standing.THINKING: _("Just come: no place is kept, and nothing is promised. We tell you of any change."),
            Standing.SKIPPED: _("Somebody else can have your place. The next time it is yours again."),
            Standing.CANCELLED: _("Nothing is kept for you, and we send you nothing more about it."),
            Standing.CALLED_OFF: _("We are sorry: the group does not meet on this date."),
            Standing.OVER: _("It was good that you wanted to be there."),
        }[self.standing]

    @property
    def _waiting(self) -> str:
        """Where in the line, and what that means just now: how a place would come to them."""
        if self.is_course:
            return _("You are %(position)s in line. When a place is free at every date, we hold it and tell you.")
        if seats.last_hours_from(self.booking.session) <= self.now:
            if self.booking.session.centre.last_hours_rule == LastHours.CALL_LIST:
                return _(
                    "You are %(position)s in line. It begins soon: when a place is free now, we call people in this "
                    "order. Please keep your phone near."
                )
            return _(
                "You are %(position)s in line. It begins soon: when a place is free now, we tell all who wait, and "
                "the first to answer has it."
            )
        if self.booking.seats > 1:
            return _(
                "You are %(position)s in line. As soon as %(count)d places are free together, we hold them for you "
                "and tell you."
            )
        return _("You are %(position)s in line. When a place is free, we hold it for you and tell you.")

    @property
    def kept(self) -> str:
        """Why one waits though a place seems free; empty where none is kept."""
        activity = self.booking.session.activity
        until = seats.kept_until(self.booking.session)
        for_newcomers = activity.newcomer_seats and not self.booking.is_newcomer
        for_others = for_newcomers or (activity.prescribed_seats and self.booking.channel != Channel.PRESCRIPTION)
        is_kept = self.standing == Standing.WAITING and for_others and bool(self.booking.session.seats_left)
        if not is_kept or until <= self.now:
            return ""
        shown = {"until": words.moment(until.astimezone(self.booking.session.centre.zone))}
        if for_newcomers:
            return _("A few places are kept until %(until)s for people who come for the first time.") % shown
        return _("A few places are kept until %(until)s. After that they are for all who wait.") % shown

    @property
    def until(self) -> str:
        """When the offer ends, in the centre's time."""
        until = self.booking.offer_until
        if until is None:
            return ""
        local = until.astimezone(self.booking.session.centre.zone)
        return _("%(day)s, %(clock)s") % {"day": dates.day(local.date()), "clock": dates.clock(local)}

    @property
    def who(self) -> str:
        if not self.booking.companions:
            return _("You")
        if self.booking.companions == 1:
            return _("You and someone you bring")
        return _("You and %(count)d people you bring") % {"count": self.booking.companions}

    @property
    def is_course(self) -> bool:
        """Whether it speaks for all dates at once: while one waits for a course, or is offered it."""
        return courses.waits(self.booking)

    @property
    def is_part(self) -> bool:
        """Whether it is one date of what they come to every time. Needs `enrolment`."""
        return places.comes_every_time(self.booking) and not self.is_course

    @property
    def is_of_course(self) -> bool:
        return self.booking.session.activity.join_mode == JoinMode.COURSE

    @property
    def _is_ahead(self) -> bool:
        return self.booking.session.starts_at > self.now

    @property
    def may_change(self) -> bool:
        return self._is_ahead and self.standing in {Standing.CONFIRMED, *WAITS}

    @property
    def may_cancel(self) -> bool:
        return self._is_ahead and self.standing in {Standing.CONFIRMED, Standing.THINKING, *WAITS}

    @property
    def may_come_after_all(self) -> bool:
        return self.standing == Standing.SKIPPED

    @property
    def may_answer(self) -> bool:
        return self.standing in {Standing.OFFERED, Standing.CAN_TAKE}

    @property
    def is_thinking(self) -> bool:
        return self.standing == Standing.THINKING

    @property
    def has_place(self) -> bool:
        return self.standing == Standing.CONFIRMED

    @property
    def may_start_anew(self) -> bool:
        return self.standing in {Standing.CANCELLED, Standing.OFFER_OVER} and self._is_ahead

    @property
    def shows_where(self) -> bool:
        gone = {Standing.CANCELLED, Standing.SKIPPED, Standing.CALLED_OFF}
        return places.knows_where(self.booking) and self.standing not in gone

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What is known of the place, in words."""
        venue = self.booking.session.venue
        return access_in_words(venue) if venue and self.shows_where else []


@dataclass(frozen=True)
class PlaceLine:
    """A place as one line of a list."""

    booking: Booking
    token: str
    standing: Standing
    note: str

    @classmethod
    def of(cls, booking: Booking, *, now: datetime) -> "PlaceLine":
        page = PlacePage.of(booking, now=now)
        note = ""
        if page.standing == Standing.WAITING:
            note = _("You are %(position)s in line.") % {"position": ordinal(booking.position)}
        elif page.standing == Standing.OFFERED:
            note = _("Please answer by %(until)s.") % {"until": page.until}
        return cls(booking, place_token(booking), page.standing, note)

    @property
    def tag(self) -> str:
        return str(TAGS[self.standing][0])

    @property
    def colour(self) -> str:
        return TAGS[self.standing][1]

    @property
    def has_place(self) -> bool:
        return self.standing == Standing.CONFIRMED

    @property
    def may_skip(self) -> bool:
        return self.standing in {Standing.CONFIRMED, *WAITS}

    @property
    def may_come_after_all(self) -> bool:
        return self.standing == Standing.SKIPPED
