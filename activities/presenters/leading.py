"""What a leader sees of the dates that they look after, and of those who come."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from activities.leading_notices import of_group_message
from activities.models import GroupMessage, Session, SubstituteSearch
from activities.presenters.registers import RegisterPage, Row, shown_names
from activities.services import coming
from activities.services.group_messages import SLUG
from notifications.registry import types
from notifications.services.outbox import Rendered
from people.models import Person


def first_names(people: Sequence[Person]) -> list[str]:
    """First names alone; with an initial where two are alike."""
    alike = {name for name, times in Counter(person.first_name for person in people).items() if times > 1}
    return [
        longer if person.first_name in alike else person.first_name
        for person, longer in zip(people, shown_names(people), strict=True)
    ]


@dataclass(frozen=True)
class Guest:
    """Somebody who comes. What they need is empty unless they agreed that the leader sees it."""

    name: str
    row: Row
    wants_lift: bool


def guests(page: RegisterPage, rows: Sequence[Row]) -> list[Guest]:
    names = first_names([row.booking.person for row in rows])
    return [
        Guest(name, row, row.booking.wants_lift and row.booking.person_id in page.shared)
        for name, row in zip(names, rows, strict=True)
    ]


@dataclass(frozen=True)
class Next:
    """A date that one looks after, or stands in for. `search`: somebody is sought who stands in."""

    session: Session
    search: SubstituteSearch | None
    has_names: bool
    is_mine: bool  # the group is theirs, not this date alone

    @property
    def stands_in(self) -> str:
        """Who leads it instead of whoever looks; empty where that is themselves."""
        other = self.session.substitute
        return other.person.name if other and self.is_mine else ""


def next_dates(sessions: Sequence[Session], *, now: datetime) -> list[Next]:
    """One query. Needs `days.led_by`."""
    rows = SubstituteSearch.objects.all().holding(now).filter(session__in=[session.pk for session in sessions])
    searches = {search.session_id: search for search in rows.counted()}
    return [
        Next(
            session,
            searches.get(session.pk),
            session.starts_at <= now + coming.NAMES_FROM,
            bool(session.leads_group),  # type: ignore[attr-defined]
        )
        for session in sessions
    ]


@dataclass(frozen=True)
class Reading:
    """A message to a group as somebody reads it who has this language."""

    language: str
    text: str


def as_read(message: GroupMessage, *, now: datetime) -> list[Reading]:
    """In both languages, with the number to call at its end; the words themselves as the leader wrote them."""
    context = of_group_message(message)
    rendered = [(language, Rendered(types[SLUG], context, language, now)) for language in ("en", "fr")]
    return [Reading(language, f"{words.text} {words.questions}".strip()) for language, words in rendered]
