"""What this room puts into the copy of everything that somebody's centre holds about them."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from core import dates
from people.models import Person
from prescriptions.models import ContactAttempt, Prescription, Word


def prescriptions(person: Person) -> list[str]:
    """Each with its words. One query."""
    rows = Prescription.objects.filter(person=person).select_related("activity").order_by("written_at", "pk")
    return [line for row in rows for line in _of(row)]


def _of(row: Prescription) -> Iterable[str]:
    day = dates.day(timezone.localtime(row.written_at).date(), year=True)
    yield ", ".join(filter(None, (day, row.writer_name, *row.needs_in_words)))
    yield _("Level of support: %(level)s") % {"level": row.get_level_display()}
    answers = (
        (_("What matters to you"), row.matters),
        (_("Strengths"), row.strengths),
        (_("Risks"), row.risk_words or row.get_risks_display()),
    )
    yield from (f"{title}: {words}" for title, words in answers if words)


def words(person: Person) -> list[str]:
    """What was noted for whoever prescribed, and whether they read it. One query."""
    rows = Word.objects.filter(prescription__person=person).in_order()
    return [
        ", ".join(
            filter(
                None,
                (
                    dates.day(timezone.localtime(row.at).date(), year=True),
                    str(row.get_kind_display()),
                    _("read on %(day)s") % {"day": dates.day(timezone.localtime(row.read_at).date(), year=True)}
                    if row.read_at
                    else "",
                ),
            )
        )
        for row in rows
    ]


def contacts(person: Person) -> list[str]:
    """When we tried to reach them. One query."""
    rows = ContactAttempt.objects.filter(case__person=person).order_by("at", "pk")
    return [
        ", ".join(
            filter(
                None,
                (
                    dates.day(timezone.localtime(row.at).date(), year=True),
                    str(row.get_means_display()),
                    str(row.get_result_display()),
                    row.note,
                ),
            )
        )
        for row in rows
    ]
