"""The form's way to `intake.receive`: with what is written to the person at the same time, and once, however often it
is sent."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from centres.models import Centre
from core.actors import Actor, Role
from core.errors import DomainError
from core.policies import require
from people.models import Person, User
from people.services import charts, persons, staff
from prescriptions.models import Prescription, Source
from prescriptions.services import intake
from prescriptions.services.fitting import Thing


@dataclass(frozen=True)
class Stranger:
    """Somebody whom the centre does not know yet: enough to begin."""

    name: str
    birth_date: date | None = None
    contact: str = ""
    chart_number: str = ""


def write(
    *,
    person: Person | Stranger,
    centre: Centre,
    by: Actor,
    request_key: uuid.UUID,
    thing: Thing | None = None,
    language: str = "en",
    interpreter: str = "",
    provider: User | None = None,
    writer_role: str = "",
    **answers: Any,
) -> Prescription:
    """Write it down, with the language and the interpreter, which are kept for the person.

    A provider writes their own; a link worker or manager writes on behalf of `provider`, whose it then is. Raises
    what `intake.receive` does, and `DomainError`: `provider_missing`, `chart_number_taken`, what an address that is
    none brings.
    """
    require(by, "prescriptions.write", centre)
    if known := _written(request_key, by):
        return known
    try:
        with transaction.atomic():
            writer, source = _writer(centre, provider, by)
            client = _client(person, centre, language, interpreter, by)
            return intake.receive(
                person=client,
                centre=centre,
                source=source,
                written_by=writer,
                writer_name=writer.name,
                writer_role=writer_role or role_of(writer.pk, centre_id=centre.pk),
                activity=thing.activity if thing else None,
                session=thing.session if thing else None,
                resource=thing.resource if thing else None,
                request_key=request_key,
                by=by,
                **answers,
            )
    except IntegrityError:  # the same form, twice at the same moment
        if known := _written(request_key, by):
            return known
        raise


def role_of(user_id: int | None, *, centre_id: int | None) -> str:
    """What their last slip calls them; empty for their first. One query."""
    rows = Prescription.objects.filter(written_by=user_id, centre=centre_id).exclude(writer_role="")
    return rows.newest_first().values_list("writer_role", flat=True).first() or ""


def on_behalf_of(by: Actor) -> list[User]:
    """For whom the actor may write: nobody, where they prescribe themselves. One query."""
    if by.centre_id is None or by.has(Role.PROVIDER):
        return []
    return staff.at_centre(by.centre_id, Role.PROVIDER)


def _written(request_key: uuid.UUID, by: Actor) -> Prescription | None:
    found: Prescription | None = Prescription.objects.visible_to(by).filter(request_key=request_key).first()
    return found


def _writer(centre: Centre, provider: User | None, by: Actor) -> tuple[User, Source]:
    if by.has(Role.PROVIDER) and by.user_id is not None:
        return User.objects.get(pk=by.user_id), Source.PROVIDER
    if provider is None or provider not in staff.at_centre(centre.pk, Role.PROVIDER):
        raise DomainError("provider_missing")
    return provider, Source.BEHALF


def _client(person: Person | Stranger, centre: Centre, language: str, interpreter: str, by: Actor) -> Person:
    """Who it is for, with the language and the interpreter as they were said."""
    if isinstance(person, Person):
        # Who may prescribe is settled; a provider changes these two of a person, and nothing else.
        return persons.update_details(person, language=language, interpreter=interpreter, by=by.trusted())
    made = persons.register(
        name=person.name,
        birth_date=person.birth_date,
        contact=person.contact,
        language=language,
        interpreter=interpreter,
        centre=centre,
        by=by,
    )
    if person.chart_number:
        charts.set_number(made, centre=centre, number=person.chart_number, by=by)
    return made
