"""The messages of this room: what each is about. Their words are in `templates/notifications/`."""

from collections.abc import Collection

from activities.notices import load_bookings
from calendars.models import SentEntry
from calendars.services.invitations import CARRIERS, CORRECTION, enclose
from notifications.registry import Context, enclosing, register

UNREAD = "letter-unread"


def load_behind(ids: Collection[int]) -> dict[int, Context]:
    """Bookings, with whether their calendar is behind."""
    behind = set(SentEntry.objects.behind().filter(booking__in=ids).values_list("booking", flat=True))
    return {pk: {**context, "is_behind": pk in behind} for pk, context in load_bookings(ids).items()}


def is_behind(context: Context) -> bool:
    """Once another letter has set the calendar right, there is nothing left to say."""
    return bool(context["is_behind"])


register(CORRECTION, load=load_behind, holds=is_behind, own_places=True, by_email=True)
register(UNREAD, load=load_bookings, by_email=True)
for slug in (*CARRIERS, CORRECTION):
    enclosing.register(slug, enclose)
