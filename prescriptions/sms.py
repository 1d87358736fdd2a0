"""Coming in with a slip by text: nine digits, a date by its number, and the place. No sensitive group is named."""

from typing import Any

from core import throttle
from core.actors import Actor, Channel
from core.errors import DomainError
from notifications.keywords import Answer, Turn, ask, register
from prescriptions.models import Prescription
from prescriptions.services import coming_in

BY_TEXT = Actor(channel=Channel.SMS)
AN_HOUR = 10  # codes from one number


def slip(turn: Turn) -> Answer:
    """The nine digits of a slip: the next dates, to choose one."""
    tries = coming_in.tries(turn.rest, throttle.Try("prescription.number", turn.number, limit=AN_HOUR))
    try:
        throttle.allow(*tries, now=turn.now)
        found = coming_in.use(turn.rest, by=BY_TEXT, now=turn.now)
    except DomainError as error:  # answered here: what was counted must stand
        return Answer("no", {"why": error.words})
    sessions = coming_in.next_dates(found, now=turn.now)
    context = {"sessions": sessions, "at": found.centre}
    choices = [[found.pk, session.pk] for session in sessions]
    return Answer("slip-dates", context, "slip-date" if choices else "", choices, language=_language(found, turn))


def one_date(turn: Turn, meant: Any) -> Answer:
    """One of the dates: the place."""
    prescription_id, session_id = meant
    found = coming_in.again(prescription_id, now=turn.now)
    session = coming_in.one_date(found, now=turn.now, pk=session_id)
    outcome = coming_in.book(found, session=session, key=turn.key, now=turn.now)
    return Answer("slip-placed", {"session": outcome.session, "outcome": outcome})


def _language(found: Prescription, turn: Turn) -> str:
    """That of whose slip it is, where we know nobody with the number and it has said nothing else."""
    is_new = not turn.members and turn.language == turn.centre.language
    return found.person.language if is_new else ""


register("slip", words={"en": ("rx", "slip", "my slip"), "fr": ("rx", "feuillet", "mon feuillet")}, run=slip)
ask("slip-date", run=one_date)
