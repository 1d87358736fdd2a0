"""Calls that people wait for: asked for by text or on the automatic line, settled at the desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch

from centres.models import Centre
from core import audit, clock
from core.actors import Actor
from core.errors import DomainError
from core.policies import require
from notifications.models import Call, CallBack, CallResult, Reason
from notifications.services import calls
from people.models import Person
from people.services import persons


@dataclass(frozen=True)
class Waiting:
    """Somebody who waits for our call. `person` where the centre knows them, with what was tried since they asked."""

    call_back: CallBack
    person: Person | None
    tries: list[Call]


@transaction.atomic
def ask(
    *,
    centre: Centre,
    number: str,
    reason: Reason,
    language: str,
    by: Actor,
    person: Person | None = None,
    words: str = "",
    recording: str = "",
    now: datetime | None = None,
) -> CallBack:
    """Somebody with this number (E.164) waits for a call from the centre. Asked again, it is one call: they wait since
    the first time, and their newest words or recording hold."""
    newest = {"language": language, "person": person, "words": words.strip()[:300], "recording": recording}
    asked, is_new = CallBack.objects.select_for_update(of=("self",)).get_or_create(
        centre=centre,
        number=number,
        reason=reason,
        settled_at=None,
        defaults={**newest, "at": now or clock.now()},
    )
    if not is_new:
        said = {name: value for name, value in newest.items() if value}
        for name, value in said.items():
            setattr(asked, name, value)
        asked.save(update_fields=list(said))
    audit.record("call_back.asked", by=by, subject=asked, person_id=asked.person_id, why=str(reason))
    return asked


def waiting(actor: Actor) -> list[Waiting]:
    """Who waits for a call from the actor's centre, longest first. Three queries at most."""
    asked = list(CallBack.visible_to(actor).filter(settled_at=None))
    tries = Prefetch("calls", queryset=Call.objects.filter(centre=actor.centre_id).order_by("at"))
    people = Person.visible_to(actor).prefetch_related(tries).in_bulk({one.person_id for one in asked} - {None})
    return [_with_tries(one, people.get(one.person_id)) for one in asked]


def _with_tries(call_back: CallBack, person: Person | None) -> Waiting:
    made: Iterable[Call] = person.calls.all() if person else ()
    return Waiting(call_back, person, [call for call in made if call.at >= call_back.at])


def known(call_back: CallBack, *, by: Actor) -> Person | None:
    """Who it is, where the actor may see them. One query."""
    person: Person | None = Person.visible_to(by).filter(pk=call_back.person_id).first()
    return person


@transaction.atomic
def settle(call_back: CallBack, *, by: Actor, spoke: bool, name: str = "", now: datetime | None = None) -> CallBack:
    """Nobody has to call any more. `spoke`: because somebody spoke with them, which is noted as a call where the
    person is known; of a new caller the name is then written down. Raises `Forbidden`, `DomainError`."""
    require(by, "notifications.call_back", call_back)
    now = now or clock.now()
    if not CallBack.objects.filter(pk=call_back.pk, settled_at=None).update(settled_at=now):
        raise DomainError("call_back_settled")
    call_back.settled_at = now
    person = known(call_back, by=by)
    if person and spoke:
        _spoke(call_back, person, name.strip(), by, now)
    audit.record("call_back.settled", by=by, subject=call_back, person_id=call_back.person_id, spoke=spoke)
    return call_back


def _spoke(call_back: CallBack, person: Person, name: str, by: Actor, now: datetime) -> None:
    if call_back.reason == Reason.NEW:
        if not name:
            raise DomainError("call_back_name")
        persons.update_details(person, name=name, by=by)
    calls.note(person=person, result=CallResult.REACHED, by=by, now=now)
