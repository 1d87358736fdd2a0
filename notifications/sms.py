"""The words about talking itself: another language, and a person."""

from core.actors import Actor, Channel, person_actor
from notifications.keywords import Answer, Turn, register
from notifications.models import Reason
from notifications.services import call_backs
from people.services import persons

STRANGER = Actor(channel=Channel.SMS)


def speak(turn: Turn) -> Answer:
    """ENGLISH or FRANÇAIS: from now on in this language, also what we send of ourselves."""
    for member in [turn.member] if turn.member else turn.members:
        for person in member.records:
            persons.update_details(person, language=turn.language, by=person_actor(person.pk, channel=Channel.SMS))
    return Answer("language")


def call_me(turn: Turn) -> Answer:
    """CALL ME: somebody at the centre telephones."""
    person = turn.member.person if turn.member else None
    call_backs.ask(
        centre=turn.centre,
        number=turn.number,
        person=person,
        reason=Reason.ASKED,
        language=turn.language,
        by=person_actor(person.pk, channel=Channel.SMS) if person else STRANGER,
    )
    return Answer("we-call")


register("language", words={"en": ("english", "anglais"), "fr": ("francais", "french")}, run=speak)
register(
    "call-me",
    words={"en": ("call", "call me", "person", "0"), "fr": ("appel", "appelez moi", "personne", "0")},
    run=call_me,
)
