"""Somebody asks for a link worker by themselves: staff call, and confirm what was written down."""

import uuid
from dataclasses import dataclass

from django.db import IntegrityError

from centres.models import Centre
from core.actors import Actor, person_actor
from core.errors import DomainError
from core.text import fold
from core.transactions import whole
from people.models import Person
from people.models.consent import Purpose
from people.models.contact import ContactKind
from people.services import consents, persons
from prescriptions.models import Level, Prescription, Reach, Risks, Source, Told
from prescriptions.services import intake


@dataclass(frozen=True)
class Newcomer:
    """What somebody without an account tells us of themselves."""

    name: str
    contact: str
    contact_kind: ContactKind
    language: str


@dataclass(frozen=True)
class Wish:
    """What somebody asks for. `safety`: what we should know to keep them safe; who writes nothing there was asked,
    and told us of nothing: no risks are known until staff have talked with them."""

    needs: list[str]
    matters: str
    reach: Reach
    safety: str
    agrees: bool


def as_stranger(*, newcomer: Newcomer, centre: Centre, wish: Wish, request_key: uuid.UUID, by: Actor) -> Prescription:
    """For somebody without an account. Makes a new person, always (`persons.register` says why); the same form again,
    also at once, answers with what it made. Raises `DomainError`, and then nobody was made."""
    try:
        return _made_before(newcomer, request_key) or _with_new_person(newcomer, centre, wish, request_key, by=by)
    except IntegrityError:
        made = _made_before(newcomer, request_key)
        if made is None:
            raise
        return made


def as_oneself(*, person: Person, centre: Centre, wish: Wish, request_key: uuid.UUID, by: Actor) -> Prescription:
    """For somebody whom we know. Raises `DomainError`."""
    return _receive(person, centre, wish, request_key, by=by)


def _made_before(newcomer: Newcomer, request_key: uuid.UUID) -> Prescription | None:
    """One query. A second person at the same form must not believe that they have asked."""
    made = Prescription.objects.select_related("person").filter(request_key=request_key).first()
    if made and fold(made.person.name) != fold(newcomer.name):
        raise DomainError("form_sent_before")
    return made


def _with_new_person(
    newcomer: Newcomer, centre: Centre, wish: Wish, request_key: uuid.UUID, *, by: Actor
) -> Prescription:
    with whole():
        person = persons.register(
            name=newcomer.name,
            centre=centre,
            language=newcomer.language,
            contact=newcomer.contact,
            contact_kind=newcomer.contact_kind,
            by=by,
        )
        return _receive(person, centre, wish, request_key, by=person_actor(person.pk, channel=by.channel))


def _receive(person: Person, centre: Centre, wish: Wish, request_key: uuid.UUID, *, by: Actor) -> Prescription:
    return intake.receive(
        person=person,
        centre=centre,
        source=Source.SELF,
        level=Level.MEDIUM,
        needs=wish.needs,
        matters=wish.matters,
        reach=wish.reach,
        risks=Risks.SOME if wish.safety.strip() else Risks.NONE_KNOWN,
        risk_words=wish.safety,
        agrees=wish.agrees,
        told=_as_before(person),
        request_key=request_key,
        by=by,
    )


def _as_before(person: Person) -> Told:
    """Nobody prescribed this, so nobody is to hear of it; what a provider may hear of another stays what it was."""
    standing = dict(consents.standing(person))
    for purpose, told in ((Purpose.WORD_BACK_DETAIL, Told.DETAILS), (Purpose.WORD_BACK, Told.PROGRESS)):
        said = standing[purpose]
        if said is not None and said.given:
            return told
    return Told.NOTHING
