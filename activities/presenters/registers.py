"""A register in rows and numbers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from activities.models import Attendance, Booking, BookingState, Register, Session
from activities.models.booking import WAS_THERE
from activities.services import register as registers
from core.actors import Actor, Channel
from people.models import Person

MOST_LETTERS = 3  # of a surname, where fewer would be alike


def short_name(person: Person, letters: int = 1) -> str:
    """ "Maria S.": enough to greet somebody, little enough for a screen that others may see."""
    parts = person.name.split()
    if len(parts) < 2:
        return person.name
    last = parts[-1]
    return f"{parts[0]} {last[:letters]}." if len(last) > letters else f"{parts[0]} {last}"


def shown_names(people: Sequence[Person]) -> list[str]:
    """A short name for each; with a letter or two more where they would be alike, and a number where that is not
    enough either."""
    names = [short_name(person) for person in people]
    for letters in range(2, MOST_LETTERS + 1):
        alike = _alike(names)
        names = [
            short_name(person, letters) if name in alike else name for person, name in zip(people, names, strict=True)
        ]
    alike, seen = _alike(names), Counter[str]()
    for place, name in enumerate(names):
        if name in alike:
            seen[name] += 1
            names[place] = f"{name} ({seen[name]})"
    return names


def _alike(names: Sequence[str]) -> set[str]:
    return {name for name, times in Counter(names).items() if times > 1}


def kiosk_names(bookings: Sequence[Booking]) -> list[tuple[Booking, str]]:
    """The buttons of the tablet."""
    return list(zip(bookings, shown_names([booking.person for booking in bookings]), strict=True))


@dataclass(frozen=True)
class Row:
    """One name."""

    booking: Booking
    name: str
    needs: str = ""
    interpreter: str = ""

    @property
    def waits(self) -> bool:
        return self.booking.state in (BookingState.WAITLISTED, BookingState.OFFERED)

    @property
    def thinks(self) -> bool:
        return self.booking.state == BookingState.THINKING

    @property
    def is_shut(self) -> bool:
        """Locked from the reader: a seat, and nothing to be done about it here."""
        return bool(self.booking.is_shut)  # type: ignore[attr-defined]

    @property
    def has_place(self) -> bool:
        """Else all that can be written down is that they came all the same."""
        return self.booking.state == BookingState.CONFIRMED

    @property
    def was_added_by_mistake(self) -> bool:
        """Somebody who walked in, whose mark was taken back."""
        is_walk_in = self.has_place and self.booking.channel == Channel.WALK_IN
        return is_walk_in and self.attendance == Attendance.UNKNOWN

    @property
    def attendance(self) -> str:
        return self.booking.attendance

    @property
    def brings(self) -> int:
        return self.booking.companions


@dataclass(frozen=True)
class RegisterPage:
    """As many queries however many names: the register, the names, and what of their needs the reader may see."""

    session: Session
    register: Register
    bookings: list[Booking]
    shared: frozenset[int]  # the people whose needs this reader may see

    @classmethod
    def of(cls, session: Session, *, by: Actor) -> "RegisterPage":
        bookings = registers.names(session, by=by)
        return cls(session, registers.of(session), bookings, registers.who_shares_needs(session, bookings, by=by))

    @property
    def expected(self) -> list[Row]:
        """Who may come, by name."""
        return [row for row in self.rows if not row.waits]

    @property
    def placed(self) -> list[Row]:
        return [row for row in self.rows if row.has_place]

    @property
    def thinking(self) -> list[Row]:
        return [row for row in self.rows if row.thinks]

    @property
    def waiting(self) -> list[Row]:
        return [row for row in self.rows if row.waits]

    @cached_property
    def rows(self) -> list[Row]:
        """First name and last initial, and the needs that may be seen."""
        names = shown_names([booking.person for booking in self.bookings])
        return [self._row(booking, name) for booking, name in zip(self.bookings, names, strict=True)]

    def _row(self, booking: Booking, name: str) -> Row:
        person = booking.person
        if person.pk not in self.shared:
            return Row(booking, name)
        return Row(booking, name, booking.access_needs or person.access_needs, person.interpreter)

    def row_of(self, booking: Booking) -> Row | None:
        return next((row for row in self.rows if row.booking.pk == booking.pk), None)

    def booking_of(self, public_id: object) -> Booking | None:
        return next((booking for booking in self.bookings if str(booking.public_id) == str(public_id)), None)

    @property
    def corrected_at(self) -> datetime | None:
        """When somebody last changed a mark after the register was closed, by the centre's clock."""
        closed = self.register.closed_at
        later = [row.marked_at for row in self.bookings if closed and row.marked_at and row.marked_at > closed]
        return max(later).astimezone(self.session.centre.zone) if later else None

    @property
    def closed_at(self) -> datetime | None:
        closed = self.register.closed_at
        return closed.astimezone(self.session.centre.zone) if closed else None

    def _seats(self, *marks: Attendance) -> int:
        return sum(row.booking.seats for row in self.rows if row.has_place and row.attendance in marks)

    @property
    def came(self) -> int:
        """Everybody who was there: with a name, brought by them, and without a name."""
        return self._seats(*WAS_THERE) + self.register.headcount

    @property
    def missed(self) -> int:
        return self._seats(Attendance.MISSED)

    @property
    def excused(self) -> int:
        return self._seats(Attendance.EXCUSED)

    @property
    def unmarked(self) -> int:
        return self._seats(Attendance.UNKNOWN)

    @property
    def will_be_missed(self) -> int:
        """Who counts as missing once the register is closed, for want of a mark."""
        taken_back = sum(row.booking.seats for row in self.rows if row.was_added_by_mistake)
        return self.unmarked - taken_back

    @property
    def will_have_missed(self) -> int:
        """Once the register is closed."""
        return self.missed + self.will_be_missed
