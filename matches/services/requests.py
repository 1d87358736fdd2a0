"""Wishes for a companion: asked, agreed to, changed, taken back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from centres.models import Centre
from core import audit, clock
from core.actors import Actor, Channel, person_actor
from core.errors import DomainError, Forbidden
from core.policies import may, require
from core.transactions import whole
from matches import parts
from matches.models import Kind, Match, MatchRequest, RequestState, Source, Urgency
from matches.services import pairs
from matches.states import requests as machine
from people import wordings
from people.models import Person
from people.models.consent import Purpose
from people.models.contact import ContactKind
from people.services import consents, persons

# What the person, or whoever writes it down for them, says.
ANSWERS = (
    "wishes",
    "languages",
    "interests",
    "prefers",
    "prefers_words",
    "parts",
    "at_home",
    "around",
    "street",
    "town",
    "postal_code",
    "way_in",
)
# What staff add.
OF_STAFF = ("urgency", "with_interpreter")
OF_THE_FAMILY = ("asked_by", "asked_by_contact")
OF_THE_HOME = ("street", "postal_code", "way_in")


@transaction.atomic
def receive(
    *,
    person: Person,
    centre: Centre,
    kind: Kind,
    source: Source,
    by: Actor,
    now: datetime | None = None,
    **answers: Any,
) -> MatchRequest:
    """Put somebody on the waiting list. Where the family asks, nobody is looked for until the person agrees.

    Raises `Forbidden`; `DomainError("wanted_already")` while they wait for the same or have it, `street_missing`.
    """
    _require_to_ask(person, centre, source, by)
    if MatchRequest.objects.of(person.pk).open().filter(centre=centre, kind=kind).exists():
        raise DomainError("wanted_already")
    at = now or clock.now()
    made = MatchRequest(
        person=person,
        centre=centre,
        kind=kind,
        source=source,
        agreed_at=None if source == Source.FAMILY else at,
        created_at=at,
        **_clean(answers, also=(*_also(by, centre), *OF_THE_FAMILY)),
    )
    _check(made)
    machine.begin(made, RequestState.WAITING, "receive", by=by)
    persons.know_at(person, centre.pk)
    if made.agreed_at:
        _may_be_told(person, by)
    return made


def _may_be_told(person: Person, by: Actor) -> None:
    """Whoever would like it hears about it; whoever said no to messages is left in peace."""
    if dict(consents.standing(person))[Purpose.OWN_PLACES] is None:
        words = wordings.VISITS if by.person_id == person.pk and by.channel == Channel.WEB else wordings.IMPLIED
        consents.give(person=person, purpose=Purpose.OWN_PLACES, by=by, wording=words)


def _require_to_ask(person: Person, centre: Centre, source: Source, by: Actor) -> None:
    """Somebody for themselves, staff for anybody whom their centre knows; a stranger through `for_family` alone."""
    is_own = by.person_id == person.pk and source in (Source.CLIENT, Source.FAMILY)
    if not is_own and not (may(by, "matches.arrange", centre) and may(by, "people.change", person)):
        raise Forbidden


def for_family(
    *,
    name: str,
    contact: str,
    contact_kind: ContactKind | None,
    language: str,
    centre: Centre,
    kind: Kind,
    by: Actor,
    **answers: Any,
) -> MatchRequest:
    """A wish that somebody of the family writes down. Makes a new person, always (`persons.register` says why).

    They are known at the centre and nothing more: staff call them first. Raises `DomainError`.
    """
    with whole():
        person = persons.register(
            name=name, centre=centre, language=language, contact=contact, contact_kind=contact_kind, by=by
        )
        themselves = person_actor(person.pk, channel=by.channel)
        return receive(person=person, centre=centre, kind=kind, source=Source.FAMILY, by=themselves, **answers)


@transaction.atomic
def agree(request: MatchRequest, *, by: Actor, now: datetime | None = None) -> MatchRequest:
    """The person said on the telephone that they would like it, and may be told about it. Raises `Forbidden`."""
    require(by, "matches.arrange", request)
    if request.agreed_at is None:
        request.agreed_at = now or clock.now()
        request.save(update_fields=["agreed_at"])
        audit.record("matchrequest.agreed", by=by, subject=request, person_id=request.person_id)
        _may_be_told(request.person, by)
    return request


@transaction.atomic
def change(request: MatchRequest, *, by: Actor, **answers: Any) -> MatchRequest:
    """Change any of the answers; records which, never what they say. Raises `Forbidden`, `DomainError`, `Moved`."""
    require(by, "matches.change_request", request)
    locked = MatchRequest.objects.select_for_update(no_key=True, of=("self",)).get(pk=request.pk)
    if not locked.is_open:
        raise DomainError("moved")
    changed = {
        name: value
        for name, value in _clean(answers, also=_also(by, request)).items()
        if getattr(request, name) != value
    }
    for name, value in changed.items():
        setattr(request, name, value)
    _check(request)
    if changed:
        request.save(update_fields=sorted(changed))
        audit.record(
            "matchrequest.changed", by=by, subject=request, person_id=request.person_id, fields=sorted(changed)
        )
    return request


@transaction.atomic
def withdraw(request: MatchRequest, *, reason: str = "", by: Actor) -> MatchRequest:
    """They do not want it any more; whoever of staff writes it down says why.

    Raises `Forbidden`, `DomainError("still_together")` where a goodbye is due, `Moved`.
    """
    require(by, "matches.change_request", request)
    if by.person_id != request.person_id and not by.is_system and not reason.strip():
        raise DomainError("match_reason_needed")
    locked = MatchRequest.objects.select_for_update(no_key=True, of=("self",)).get(pk=request.pk)
    if Match.objects.filter(request=locked).together().exists():
        raise DomainError("still_together")
    for asked in Match.objects.with_both().filter(request=locked).open():
        pairs.take_back(asked, by=by)
    return machine.move(request, "withdraw", by=by, note=reason.strip())


def _also(by: Actor, thing: Any) -> tuple[str, ...]:
    """How urgent it is, staff alone say."""
    return OF_STAFF if may(by, "matches.arrange", thing) else ()


def _clean(answers: Mapping[str, Any], *, also: tuple[str, ...]) -> dict[str, Any]:
    """The answers as they are stored. Raises `TypeError` for what is none of them."""
    if unknown := set(answers) - {*ANSWERS, *also}:
        raise TypeError(f"no answers of a request: {sorted(unknown)}")
    cleaned = {name: value.strip() if isinstance(value, str) else value for name, value in answers.items()}
    if "postal_code" in cleaned:
        cleaned["postal_code"] = parts.postal_code(cleaned["postal_code"])
    if cleaned.get("at_home") is False:  # then nobody needs to know it
        cleaned |= dict.fromkeys(OF_THE_HOME, "") | {"around": []}
    if "urgency" in cleaned:
        cleaned["urgency"] = Urgency(int(cleaned["urgency"]))
    return cleaned


def _check(request: MatchRequest) -> None:
    if request.at_home and not request.street and request.source != Source.FAMILY:
        raise DomainError("street_missing")
