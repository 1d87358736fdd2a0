"""What the retention schedule says about places and registers. Who came stays, as a number."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from activities.models import Booking, Register
from core import retention

TWO_YEARS = timedelta(days=730)


def words_of_places(*, centre_id: int, before: datetime) -> QuerySet[Booking]:
    return Booking.objects.filter(session__centre=centre_id, session__ends_at__lt=before).exclude(access_needs="")


def forget_words(rows: QuerySet[Booking]) -> int:
    return rows.update(access_needs="")


def notes_of_registers(*, centre_id: int, before: datetime) -> QuerySet[Register]:
    return Register.objects.filter(session__centre=centre_id, session__ends_at__lt=before).exclude(note="")


def forget_notes(rows: QuerySet[Register]) -> int:
    return rows.update(note="")


retention.registry.register(
    "activities.words_of_places",
    retention.Step(
        what=_("What people wrote about their needs when they signed up"),
        after=_("the date was over"),
        kept=TWO_YEARS,
        rows=words_of_places,
        forget=forget_words,
    ),
)
retention.registry.register(
    "activities.notes_of_registers",
    retention.Step(
        what=_("Notes that leaders wrote to staff in a register"),
        after=_("the date was over"),
        kept=TWO_YEARS,
        rows=notes_of_registers,
        forget=forget_notes,
    ),
)
