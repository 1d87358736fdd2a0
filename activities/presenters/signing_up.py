"""The page on which somebody signs up, in the words of the way in which people join the group."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from activities import words
from activities.choices import JoinMode
from activities.models import Session
from activities.presenters.places import ordinal
from activities.services.signing_up import Outlook
from core import dates
from people.models import Person


@dataclass(frozen=True)
class SignUpPage:
    """`person` is who signs up, where we know them; `joinable_until` is set for a course."""

    session: Session
    outlook: Outlook
    person: Person | None = None
    joinable_until: datetime | None = None

    @property
    def is_course(self) -> bool:
        return self.session.activity.join_mode == JoinMode.COURSE

    @property
    def is_standing(self) -> bool:
        return self.session.activity.join_mode == JoinMode.STANDING

    @property
    def is_thinking(self) -> bool:
        """Where nobody needs to sign up, one can still say that one may come."""
        return self.session.activity.join_mode == JoinMode.DROP_IN

    @property
    def title(self) -> str:
        if self.is_thinking:
            return _("I am thinking of coming")
        return _("Sign up for the course") if self.is_course else _("Sign up")

    @property
    def send(self) -> str:
        if self.is_thinking:
            return _("Tell the centre")
        return _("Join the waiting list") if self.outlook.is_full else self.title

    @property
    def position(self) -> str:
        return ordinal(self.outlook.next_in_line)

    @property
    def last_place(self) -> bool:
        """Only there bringing someone changes what one gets."""
        return self.outlook.seats_left == 1 and self.session.activity.companion_takes_seat

    @property
    def kept_until(self) -> str:
        """Until when the free seats are kept, in words; empty where none are."""
        until = self.outlook.kept_until
        return words.moment(until.astimezone(self.session.centre.zone)) if until else ""

    @property
    def kept_for_newcomers(self) -> bool:
        return bool(self.session.activity.newcomer_seats)

    @property
    def dates(self) -> list[str]:
        """What one signs up for, date by date."""
        return [str(capfirst(dates.when(one.local_start, one.local_end))) for one in self.outlook.dates]

    @property
    def until(self) -> str:
        """The last day on which one can still join."""
        until = self.joinable_until
        return dates.day(until.astimezone(self.session.centre.zone).date()) if until else ""

    @cached_property
    def remembered(self) -> list[str]:
        """What somebody told us before of what helps them; empty where they said that nothing is needed."""
        if self.person is None:
            return []
        interpreter = self.person.interpreter
        said = [self.person.access_needs, _("Interpreter: %(language)s") % {"language": interpreter}]
        return [line for line in (said if interpreter else said[:1]) if line]

    @property
    def was_asked(self) -> bool:
        """Whether what helps them is known, and not asked again."""
        return bool(self.person and self.person.needs_asked_at) and not self.is_thinking
