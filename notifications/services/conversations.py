"""What goes on with a number that texts: at which centre, in which language, and what it was asked last."""

from datetime import datetime

from django.db import transaction

from centres.models import Centre
from notifications.models import Conversation, Delivery
from notifications.registry import types
from people.models import Person


def centre_of(number: str, line: str) -> Centre | None:
    """Whose line it is; of a line that several share, where the number is known."""
    found = Centre.objects.filter(line_number=line).exclude(line_number="").first()
    person = None if found else _known(number)
    return found or (person.centres.first() if person else None) or Centre.public().first()


def held(number: str, centre: Centre, *, now: datetime) -> Conversation:
    """What goes on with the number, locked: of two texts at once, the second is understood after the first."""
    person = _known(number)
    language = person.language if person else centre.language
    Conversation.objects.get_or_create(
        number=number, defaults={"centre": centre, "language": language, "asked_at": now}
    )
    talk = Conversation.objects.select_for_update().get(number=number)
    talk.centre = centre
    return talk


@transaction.atomic
def wait_for_answer(delivery: Delivery, *, at: datetime) -> None:
    """Note that a text of ours asked something at this moment: the next digit from its number answers it, unless
    something was asked since. Who of the number's people will answer, it does not say.

    Needs its `message` with person and centre, and its `point`.
    """
    message, asks = delivery.message, types[delivery.message.type].asks
    if asks is None or delivery.point is None or message.centre is None:
        return
    asked = {
        "centre": message.centre,
        "person": None,
        "language": message.person.language,
        "question": asks.question,
        "choices": asks.choices(message.about_id),
        "asked_at": at,
        "not_understood": 0,
    }
    talks = Conversation.objects.select_for_update()
    talk, is_new = talks.get_or_create(number=delivery.point.value, defaults=asked)
    if not is_new and talk.asked_at <= at:
        Conversation.objects.filter(pk=talk.pk).update(**asked)


def _known(number: str) -> Person | None:
    """The newest record with this number."""
    return Person.objects.filter(contact_points__value=number, erased_at=None).order_by("-created_at").first()
