"""A clinic outside writes one prescription with its link, which is used up by it."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core import audit, clock
from core.actors import SYSTEM, Channel
from core.errors import DomainError
from core.transactions import whole
from people.models.contact import ContactKind
from people.services import persons
from prescriptions.models import PartnerLink, Prescription, Source
from prescriptions.services import intake

BY_LINK = SYSTEM.over(Channel.WEB)  # nobody of ours: the link is all the permission there is


@dataclass(frozen=True)
class Client:
    """What a clinic tells us of whom it refers."""

    name: str
    birth_date: date | None
    contact: str
    contact_kind: ContactKind | None
    language: str
    interpreter: str = ""


def write(
    link: PartnerLink, *, client: Client, request_key: uuid.UUID, now: datetime | None = None, **answers: Any
) -> Prescription:
    """Written once: the same form again answers with what it made. `answers` as `intake.receive` takes them.

    Makes a new person, always (`persons.register` says why). Raises `DomainError`: `link_over`, and as `receive` does;
    then nothing was made and the link still opens.
    """
    now = now or clock.now()
    with whole():
        opens = PartnerLink.objects.all().standing(now).filter(pk=link.pk)
        if not PartnerLink.objects.filter(pk__in=opens.values("pk"), used_at=None).update(used_at=now):
            return _written(link, request_key)
        person = persons.register(
            name=client.name,
            centre=link.partner.centre,
            birth_date=client.birth_date,
            language=client.language,
            interpreter=client.interpreter,
            contact=client.contact,
            contact_kind=client.contact_kind,
            by=BY_LINK,
        )
        made = intake.receive(
            person=person,
            centre=link.partner.centre,
            source=Source.PARTNER,
            organization=link.partner.name,
            request_key=request_key,
            by=BY_LINK,
            now=now,
            **answers,
        )
        PartnerLink.objects.filter(pk=link.pk).update(prescription=made)
        audit.record("partner_link.used", by=BY_LINK, subject=link, centre_id=made.centre_id)
        return made


def _written(link: PartnerLink, request_key: uuid.UUID) -> Prescription:
    """What the same form made before. Raises `DomainError("link_over")` for any other."""
    used = PartnerLink.objects.select_related("prescription__centre").get(pk=link.pk)
    made = used.prescription
    if made is None or made.request_key != request_key:
        raise DomainError("link_over")
    return made
