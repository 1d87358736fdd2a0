"""No more messages about one's own places, said by a link in a message (CASL s. 11: in the same medium)."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from core import links
from core.actors import person_actor
from people.models import Person
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
        consents.withdraw(person=person, purpose=Purpose.OWN_PLACES, by=person_actor(person.pk))


def has_stopped(person: Person) -> bool:
    """Whether the person's newest word on messages about their places is no. Silence is not. One query."""
    said = dict(consents.standing(person))[Purpose.OWN_PLACES]
    return said is not None and not said.given
