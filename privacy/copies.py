"""What this room puts into the copy of everything that somebody's centre holds about them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core import dates
from core.text import labelled
from people.models import Person
from privacy.models import RecordRequest


def requests(person: Person) -> list[str]:
    """What they asked about their record, what was answered, and where they disagree. One query."""
    return ["\n".join(_of(row)) for row in _rows(person)]


def _of(row: RecordRequest) -> Iterator[str]:
    yield labelled(dates.full(row.received_on), f"{row.get_kind_display()}, {row.get_state_display()}")
    if row.words:
        yield row.words
    if row.answer:
        yield _("Answer: %(words)s") % {"words": row.answer}
    if row.disagreement:
        yield _("You disagree: %(words)s") % {"words": row.disagreement}


def requests_as_data(person: Person) -> list[dict[str, str]]:
    """The same for a program. One query."""
    return [
        {
            "kind": row.kind,
            "state": row.state,
            "received_on": row.received_on.isoformat(),
            "due_on": row.due_on.isoformat(),
            "words": row.words,
            "answer": row.answer,
            "disagreement": row.disagreement,
        }
        for row in _rows(person)
    ]


def _rows(person: Person) -> list[RecordRequest]:
    return list(RecordRequest.objects.filter(person=person).order_by("received_on", "pk"))
