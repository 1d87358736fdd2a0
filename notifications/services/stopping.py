"""No more messages about one's own places, said by a link in a message (CASL s. 11: in the same medium)."""

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from core import links
from core.actors import person_actor
from notifications.models import OutboxMessage, Preferences
from notifications.registry import types
from people import wordings
from people.models import Consent, Person
from people.models.consent import Purpose
from people.services import consents

STOP = "stop_messages"  # the purpose of the signed link
GOOD_FOR = timedelta(days=365)  # CASL asks for sixty days


def address(person: Person) -> str:
    """The link at the foot of a message, in the person's language."""
    token = links.make(STOP, str(person.public_id))
    with translation.override(person.language):
        return settings.PUBLIC_BASE_URL + reverse("messages:stop", args=[token])


def person_of(token: str) -> Person | None:
    """Whose messages the link stops. One query."""
    try:
        [public_id] = links.read(STOP, token, max_age=GOOD_FOR)
    except links.BadLink:
        return None
    return Person.objects.filter(public_id=public_id, erased_at=None, merged_into=None).first()


def stop(person: Person) -> None:
    """Said twice, it is written down once."""
    if not has_stopped(person):
        by = person_actor(person.pk)
        consents.withdraw(person=person, purpose=Purpose.OWN_PLACES, by=by, wording=wordings.STOP)


def who_stopped(person_ids: Collection[int]) -> set[int]:
    """Of these people, whose newest word on messages about their places is no. One query."""
    newest: dict[int, bool] = {}
    said = Consent.objects.filter(person__in=person_ids, purpose=Purpose.OWN_PLACES).order_by("-at", "-pk")
    for person_id, given in said.values_list("person_id", "given"):
        newest.setdefault(person_id, given)
    return {person_id for person_id, given in newest.items() if not given}


def is_unwanted(message: OutboxMessage, refusing: Collection[int]) -> bool:
    """Whether its person wants no such message; `refusing` is who said no to those about their places. Needs `person`
    with its preferences loaded."""
    if Preferences.of(message.person).do_not_contact:
        return True
    return message.person_id in refusing and types[message.type].own_places


def has_stopped(person: Person) -> bool:
    """Whether the person's newest word on messages about their places is no. Silence is not. One query."""
    return person.pk in who_stopped({person.pk})
