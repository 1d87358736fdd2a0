"""What this room holds about people, and how it forgets."""

from calendars.models import Subscription
from core import privacy


def erase_subscriptions(person_id: int) -> None:
    Subscription.objects.filter(person=person_id).delete()


privacy.declare(Subscription, erase=erase_subscriptions, audited_as="subscription")
