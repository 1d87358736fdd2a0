"""A register in rows and numbers."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from activities.models import Attendance, Booking, BookingState, Register, Session
from activities.services import register as registers
from people.models import Person


def short_name(person: Person) -> str:
    """ "Maria S.": enough to greet somebody, little enough for a screen that others may see."""
    parts = person.name.split()
    return f"{parts[0]} {parts[-1][0]}." if len(parts) > 1 else person.name


@dataclass(frozen=True)
class Row:
    """One name."""

    booking: Booking
    name: str

    @property
    def waits(self) -> bool:
        """Whether they have no place: all that can be written down is that they came all the same."""
        return self.booking.state != BookingState.CONFIRMED

    @property
    def came(self) -> bool:
        return self.booking.attendance == Attendance.CAME

    @property
    def missed(self) -> bool:
        return self.booking.attendance == Attendance.MISSED


@dataclass(frozen=True)
class RegisterPage:
    """Two queries, however many names."""

    session: Session
    register: Register
    bookings: list[Booking]

    @classmethod
    def of(cls, session: Session) -> "RegisterPage":
        return cls(session, registers.of(session), registers.names(session))

    @property
    def placed(self) -> list[Row]:
        return [row for row in self.rows if not row.waits]

    @property
    def waiting(self) -> list[Row]:
        return [row for row in self.rows if row.waits]

    @cached_property
    def rows(self) -> list[Row]:
        """First name and last initial; the whole name where two would be called the same."""
        called = Counter(short_name(booking.person) for booking in self.bookings)
        return [
            Row(booking, short if called[short := short_name(booking.person)] == 1 else booking.person.name)
            for booking in self.bookings
        ]

    def row_of(self, booking: Booking) -> Row | None:
        return next((row for row in self.rows if row.booking.pk == booking.pk), None)

    def _seats(self, attendance: Attendance) -> int:
        return sum(row.booking.seats for row in self.placed if row.booking.attendance == attendance)

    @property
    def came(self) -> int:
        """Everybody who was there: with a name, brought by them, and without a name."""
        return self._seats(Attendance.CAME) + self.register.headcount

    @property
    def missed(self) -> int:
        return self._seats(Attendance.MISSED)

    @property
    def unmarked(self) -> int:
        return self._seats(Attendance.UNKNOWN)

    @property
    def will_have_missed(self) -> int:
        """Once the register is closed."""
        return self.missed + self.unmarked
