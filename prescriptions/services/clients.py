"""Finding the client for whom a prescription is written, by what stands on a chart: a name, a date of birth, a number.

Whoever prescribes sees what tells two namesakes apart, and nothing else of whom they find.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.actors import Actor
from core.fields import month_number
from people import keys
from people.models import Person
from people.models.person import PersonQuerySet
from people.services import charts, search
from prescriptions.models import WRITERS

MOST = 20  # one more letter finds better than page two
# "12 3 1948", "12.3.1948", "12 mars 1948"; "1948-03-12"; "March 12, 1948".
_MONTH = r"(?P<month>\d{1,2}|[^\W\d_]{3,9}\.?)"
_BETWEEN = r"[\s./-]+"
_DATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<year>\d{{4}}){_BETWEEN}{_MONTH}{_BETWEEN}(?P<day>\d{{1,2}})\b",
        rf"\b(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?{_BETWEEN}{_MONTH}{_BETWEEN}(?P<year>\d{{4}})\b",
        r"(?<!\w)(?P<month>[^\W\d_]{3,9}\.?)\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b",
    )
]


@dataclass(frozen=True)
class Client:
    """One hit, with all that whoever prescribes sees of it."""

    pk: int
    public_id: UUID
    name: str
    birth_date: date | None
    chart_number: str


def known_to(by: Actor) -> PersonQuerySet:
    """For whom the actor may write: the people of their centre, but nobody for themselves."""
    if not (by.centre_id and by.has(*WRITERS)):
        return Person.objects.none()
    rows = Person.objects.visible_to(by, staff=WRITERS)
    return rows.filter(centres=by.centre_id).exclude(pk=by.person_id)


def find(text: str, *, by: Actor) -> list[Client]:
    """Whom a name, a date of birth, both together, or a chart number finds at the actor's centre. Four queries at
    most, however many they are.

    Numbers and addresses by which people are reached find nobody here.
    """
    by_chart = _by_chart_number(text, by)
    if by_chart:
        return _clients(by_chart, by)
    born, rest = _date_in(text)
    if born:
        return _clients(_born_on(born, rest, by), by)
    return _clients(_named(rest, by), by)


def _by_chart_number(text: str, by: Actor) -> Sequence[Person]:
    if not (by.centre_id and any(sign.isdigit() for sign in text)):
        return []
    found = charts.find(text, centre_id=by.centre_id)
    return list(known_to(by).filter(pk=found)) if found else []


def _born_on(day: date, name: str, by: Actor) -> Sequence[Person]:
    wanted = [word for word in keys.typed(name) if word.isalpha()]
    people = known_to(by).filter(birth_date=day).by_name()
    return [person for person in people if _is_called(person, wanted)][:MOST]


def _is_called(person: Person, words: list[str]) -> bool:
    """Whether each of these begins a word of the name."""
    names = keys.words(person.name)
    return all(any(name.startswith(word) for name in names) for word in words)


def _named(text: str, by: Actor) -> Sequence[Person]:
    words = " ".join(word for word in text.split() if not any(sign.isdigit() or sign == "@" for sign in word))
    return [
        person for person in search.people(words, actor=by, limit=MOST, staff=WRITERS) if person.pk != by.person_id
    ]


def _clients(people: Sequence[Person], by: Actor) -> list[Client]:
    numbers = charts.of([person.pk for person in people], centre_id=by.centre_id) if people else {}
    return [
        Client(person.pk, person.public_id, person.name, person.birth_date, numbers.get(person.pk, ""))
        for person in people
    ]


def _date_in(text: str) -> tuple[date | None, str]:
    """The first date that stands in it, day before month where both are digits; and what is left without it."""
    for pattern in _DATES:
        for found in pattern.finditer(text):
            try:
                day = date(int(found["year"]), month_number(found["month"]) or 0, int(found["day"]))
            except ValueError:
                continue
            return day, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text
