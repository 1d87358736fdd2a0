"""What people ask about their own record, and the answer that is due within thirty days (PHIPA, s. 52 to 55)."""

from datetime import date, datetime

from django.db import transaction

from centres.models import Centre
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from people.models import Person
from privacy import notices, states
from privacy.models import RecordRequest, RequestKind
from privacy.models.request import ANSWERED_WITHIN


@transaction.atomic
def ask(
    *,
    person: Person,
    centre: Centre,
    kind: RequestKind,
    words: str = "",
    by: Actor,
    received_on: date | None = None,
    now: datetime | None = None,
) -> RecordRequest:
    """The person asks, or staff write down that they did, on which day. The thirty days begin then.

    Raises `Forbidden`, `DomainError`: "correction_needs_words", "record_asked_already", "received_ahead".
    """
    require(by, "privacy.ask", person)
    today = (now or clock.now()).astimezone(centre.zone).date()
    on = received_on or today
    if on > today:
        raise DomainError("received_ahead")
    if kind == RequestKind.CORRECTION and not words.strip():
        raise DomainError("correction_needs_words")
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if (
        kind == RequestKind.ACCESS
        and RecordRequest.objects.open().filter(person=person, centre=centre, kind=kind).exists()
    ):
        raise DomainError("record_asked_already")
    request = RecordRequest.objects.create(
        person=person,
        centre=centre,
        kind=kind,
        words=words.strip(),
        channel=by.channel,
        received_on=on,
        due_on=on + ANSWERED_WITHIN,
    )
    states.requests.remember(request, "ask", before="", by=by)
    return request


def view(request: RecordRequest, *, by: Actor) -> RecordRequest:
    """Open it to read: recorded."""
    audit.record("recordrequest.viewed", by=by, subject=request, person_id=request.person_id)
    return request


@transaction.atomic
def grant(request: RecordRequest, *, answer: str = "", by: Actor) -> RecordRequest:
    """They have it, or it is corrected: then `answer` says what was done, for the person to read. They hear that
    it is there.

    Raises `Forbidden`, `Moved`, `DomainError("answer_needs_words")`.
    """
    if request.is_correction and not answer.strip():
        raise DomainError("answer_needs_words")
    return _answer(request, "grant", answer, by)


@transaction.atomic
def refuse(request: RecordRequest, *, answer: str, by: Actor) -> RecordRequest:
    """Not, or not all of it, and why; the person is told, and reads it. Raises `Forbidden`, `Moved`, `DomainError`."""
    if not answer.strip():
        raise DomainError("answer_needs_words")
    return _answer(request, "refuse", answer, by)


def _answer(request: RecordRequest, move: str, answer: str, by: Actor) -> RecordRequest:
    require(by, "privacy.answer", request)
    answered = states.requests.move(
        request, move, by=by, answer=answer.strip(), answered_at=clock.now(), answered_by_id=by.user_id
    )
    notices.tell(answered)
    return answered


@transaction.atomic
def withdraw(request: RecordRequest, *, by: Actor) -> RecordRequest:
    """They do not need it any more. Raises `Forbidden`, `Moved`."""
    require(by, "privacy.withdraw", request)
    return states.requests.move(request, "withdraw", by=by, answered_at=clock.now(), answered_by_id=by.user_id)


@transaction.atomic
def extend(request: RecordRequest, *, by: Actor, now: datetime | None = None) -> RecordRequest:
    """Thirty days more, once, where that is told to the person before the first have passed (s. 54(3)).

    Raises `Forbidden`, `DomainError("cannot_extend")`.
    """
    require(by, "privacy.answer", request)
    locked = RecordRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    today = (now or clock.now()).astimezone(request.centre.zone).date()
    if not locked.is_open or locked.extended_on is not None or today > locked.due_on:
        raise DomainError("cannot_extend")
    request.extended_on, request.due_on = today, locked.due_on + ANSWERED_WITHIN
    request.save(update_fields=["extended_on", "due_on"])
    audit.record("recordrequest.extended", by=by, subject=request, person_id=request.person_id)
    return request


@transaction.atomic
def disagree(request: RecordRequest, *, statement: str, by: Actor, now: datetime | None = None) -> RecordRequest:
    """What the person says against a refused correction. It stays with the record, for whoever reads that.

    Raises `Forbidden`, `DomainError`: "nothing_refused", "statement_needs_words".
    """
    require(by, "privacy.disagree", request)
    if not request.may_disagree:
        raise DomainError("nothing_refused")
    if not statement.strip():
        raise DomainError("statement_needs_words")
    request.disagreement, request.disagreed_at = statement.strip(), now or clock.now()
    request.save(update_fields=["disagreement", "disagreed_at"])
    audit.record("recordrequest.disagreed", by=by, subject=request, person_id=request.person_id)
    return request
