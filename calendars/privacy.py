"""What this room holds about people, and how it forgets."""

from calendars.models import SentEntry, Subscription
from core import privacy


def erase_entries(person_id: int) -> None:
    SentEntry.objects.filter(booking__person=person_id).delete()


def erase_subscriptions(person_id: int) -> None:
    Subscription.objects.filter(person=person_id).delete()


privacy.declare(SentEntry, erase=erase_entries, audited_as="booking")
privacy.declare(Subscription, erase=erase_subscriptions, audited_as="subscription")
