"""The sentence that staff read aloud to a caller, in the caller's language: what they have now."""

from dataclasses import dataclass
from typing import Protocol

from django.utils import translation
from django.utils.translation import get_language, gettext, ngettext

from activities.choices import JoinMode
from activities.models import Booking, BookingState, Session
from activities.presenters.places import ordinal
from core import dates
from people.models import Person


@dataclass(frozen=True)
class Line:
    """What to say, and in which language it is."""

    language: str
    text: str


def lines(person: Person, say: "Sentence") -> list[Line]:
    """In the person's language; where that is not the reader's, in the reader's as well, to know what one says."""
    reader = (get_language() or "en")[:2]
    spoken = []
    for language in dict.fromkeys([person.language, reader]):
        with translation.override(language):
            spoken.append(Line(language, say.text()))
    return spoken


class Sentence(Protocol):
    """Something to say, put into words when the language is known."""

    def text(self) -> str: ...


def _where(session: Session) -> dict[str, str]:
    """Who, when and where; the names are in the active language."""
    start = session.local_start
    return {
        "group": session.activity.title,
        "day": dates.day(start.date()),
        "time": dates.clock(start),
        "place": session.venue.name if session.venue else session.centre.name,
    }


@dataclass(frozen=True)
class Standing(Sentence):
    """How it stands with one date. Needs `position`, and all that `services.phone.with_position` loads."""

    booking: Booking

    def text(self) -> str:
        return " ".join(filter(None, [self._state(), self._party(), self._lift()]))

    def _state(self) -> str:
        booking, values = self.booking, _where(self.booking.session)
        if booking.state == BookingState.CONFIRMED:
            return gettext("You have a place at %(group)s on %(day)s at %(time)s: %(place)s.") % values
        if booking.state == BookingState.THINKING:
            return gettext("You need no place at %(group)s: just come on %(day)s at %(time)s to %(place)s.") % values
        if booking.state == BookingState.OFFERED and booking.offer_until:
            until = booking.offer_until.astimezone(booking.session.centre.zone)
            values |= {"until_day": dates.day(until.date()), "until": dates.clock(until)}
            return (
                gettext(
                    "A place is free for you at %(group)s on %(day)s at %(time)s. "
                    "We hold it until %(until_day)s, %(until)s."
                )
                % values
            )
        return self._waits(values)

    def _waits(self, values: dict[str, str]) -> str:
        values["position"] = ordinal(self.booking.position)
        if self.booking.session.activity.join_mode == JoinMode.COURSE:
            said = gettext("The course %(group)s is full. You are %(position)s on the waiting list.")
        else:
            said = gettext("%(group)s on %(day)s at %(time)s is full. You are %(position)s on the waiting list.")
        return said % values + " " + gettext("When a place is free for you, we tell you.")

    def _party(self) -> str:
        count = self.booking.companions
        if not count or self.booking.state == BookingState.THINKING:
            return ""
        if self.booking.state == BookingState.WAITLISTED:
            return ngettext(
                "You wait together with %(count)d person.", "You wait together with %(count)d people.", count
            ) % {"count": count}
        return ngettext(
            "It is for you and %(count)d person with you.", "It is for you and %(count)d people with you.", count
        ) % {"count": count}

    def _lift(self) -> str:
        return gettext("You asked for a lift. We call you about it.") if self.booking.wants_lift else ""


@dataclass(frozen=True)
class EveryTime(Sentence):
    """A standing place, or a place in a course, by its first date."""

    first: Booking

    def text(self) -> str:
        values = _where(self.first.session)
        if self.first.state == BookingState.CONFIRMED:
            said = gettext("You have a place at every date of %(group)s, from %(day)s at %(time)s on: %(place)s.")
            return said % values
        if self.first.session.activity.join_mode == JoinMode.COURSE:
            return Standing(self.first).text()
        said = gettext("We expect you at every date of %(group)s that has a place for you.") % values
        return said + " " + Standing(self.first).text()


@dataclass(frozen=True)
class Given(Sentence):
    """A place, a wait or an offer that was given back."""

    booking: Booking
    every: bool = False

    def text(self) -> str:
        values = _where(self.booking.session)
        if self.every:
            said = gettext("You are not on the list of %(group)s any more, on any date. Thank you for calling.")
            return said % values
        said = gettext("You are not on the list of %(group)s on %(day)s any more. Thank you for calling.")
        return said % values


@dataclass(frozen=True)
class Swapped(Sentence):
    """Another date instead."""

    old: Booking
    new: Booking

    def text(self) -> str:
        gone = gettext("Your place at %(group)s on %(day)s is given back.") % _where(self.old.session)
        return Standing(self.new).text() + " " + gone
