"""What somebody tells of themselves, page by page; and those who come to us by themselves."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from centres.models import Centre
from champions.models import Application, Champion, Standing
from champions.models.champion import ON_THE_WAY
from champions.services import standing
from champions.states import machine
from core import audit, clock
from core.actors import Actor, person_actor
from core.errors import DomainError
from core.policies import require
from people.models import Person
from people.models.contact import ContactKind
from people.services import persons

# What each page asks, and where the answer is kept: on the application, the champion or the person.
PAGES = (
    ("gifts", "enjoys"),
    ("days", "parts", "languages"),
    ("needs", "lived"),
    ("emergency_name", "emergency_phone"),
)
ON_CHAMPION = frozenset({"languages"})
ON_PERSON = frozenset({"emergency_name", "emergency_phone"})
# What is not shown back where a link opened the form: others may hold it.
CONFIDED = frozenset({"needs", "lived", *ON_PERSON})


def of(champion: Champion) -> Application | None:
    """One query."""
    return Application.objects.filter(champion=champion).first()


def is_writable(champion: Champion) -> bool:
    """As long as somebody is on the way."""
    return champion.standing in ON_THE_WAY


def next_page(application: Application | None) -> int | None:
    """The first page that was not kept yet; None where all were."""
    kept = application.pages if application else 0
    return kept + 1 if kept < len(PAGES) else None


def answers(champion: Champion, application: Application | None) -> dict[str, Any]:
    """Everything that was answered, by name. Needs the person loaded."""
    own = [name for page in PAGES for name in page if name not in ON_CHAMPION | ON_PERSON]
    found = {name: getattr(application, name) for name in own} if application else {}
    found |= {name: getattr(champion, name) for name in ON_CHAMPION}
    return found | {name: getattr(champion.person, name) for name in ON_PERSON}


@transaction.atomic
def save(champion: Champion, *, page: int, answers: Mapping[str, Any], by: Actor) -> Application:
    """Keep the answers of one page. Raises `Forbidden`, `DomainError`."""
    require(by, "champions.apply", champion)
    if unknown := answers.keys() - set(PAGES[page - 1]):
        raise TypeError(f"page {page} does not ask {sorted(unknown)}")
    if not is_writable(champion):
        raise DomainError("application_closed")
    application = _begun(champion)
    for name in answers.keys() - ON_CHAMPION - ON_PERSON:
        setattr(application, name, answers[name])
    application.pages = max(application.pages, page)
    application.updated_at = clock.now()
    application.save()
    if theirs := {name: answers[name] for name in answers.keys() & ON_CHAMPION}:
        Champion.objects.filter(pk=champion.pk).update(**theirs)
        champion.languages = theirs["languages"]
    if details := {name: answers[name] for name in answers.keys() & ON_PERSON}:
        # Of a link's holder or the coordinator this was asked above; the person may stand at other centres as well.
        persons.update_details(champion.person, by=by, **details)
    audit.record("application.saved", by=by, subject=application, person_id=champion.person_id, page=page)
    return application


def _begun(champion: Champion) -> Application:
    now = clock.now()
    defaults = {"started_at": now, "updated_at": now}
    begun, _is_new = Application.objects.select_for_update().get_or_create(champion=champion, defaults=defaults)
    return begun


@transaction.atomic
def send(champion: Champion, *, by: Actor) -> Application:
    """Tell the centre that this is all; whoever was asked has then applied. Sent twice, it is sent once.

    Raises `Forbidden`, `DomainError`."""
    require(by, "champions.apply", champion)
    application = Application.objects.select_for_update().filter(champion=champion).first()
    if application is None or next_page(application):
        raise DomainError("application_unfinished")
    if application.is_sent:
        return application
    if not is_writable(champion):
        raise DomainError("application_closed")
    application.sent_at = application.updated_at = clock.now()
    application.save(update_fields=["sent_at", "updated_at"])
    audit.record("application.sent", by=by, subject=application, person_id=champion.person_id)
    if machine.can(champion, "apply"):
        standing.move(champion, "apply", by=by.trusted())
    return application


@dataclass(frozen=True)
class Newcomer:
    """What somebody without an account tells us of themselves."""

    name: str
    contact: str
    contact_kind: ContactKind
    language: str


@transaction.atomic
def come_forward(*, newcomer: Newcomer, centre: Centre, words: str, request_key: uuid.UUID, by: Actor) -> Champion:
    """Somebody whom nobody asked would like to help. Makes a new person, always (`persons.register` says why).

    The same form again is answered with what it made."""
    made = Application.objects.filter(request_key=request_key).select_related("champion").first()
    if made is not None:
        return made.champion
    person = persons.register(
        name=newcomer.name,
        centre=centre,
        language=newcomer.language,
        contact=newcomer.contact,
        contact_kind=newcomer.contact_kind,
        by=by,
    )
    return _applied(person, centre, words, by=person_actor(person.pk, channel=by.channel), request_key=request_key)


@transaction.atomic
def come_forward_as(*, person: Person, centre: Centre, words: str, by: Actor) -> Champion:
    """The same of somebody whom we know. Raises `Forbidden`; `DomainError` where they are on the way already."""
    require(by, "people.change", person)
    champion = Champion.objects.select_for_update(of=("self",)).filter(person=person, centre=centre).first()
    if champion is not None and not machine.can(champion, "apply"):
        raise DomainError("you_are_champion" if champion.is_serving else "you_are_on_the_way")
    return _applied(person, centre, words, by=by, champion=champion)


def _applied(
    person: Person,
    centre: Centre,
    words: str,
    *,
    by: Actor,
    champion: Champion | None = None,
    request_key: uuid.UUID | None = None,
) -> Champion:
    if champion is None:
        persons.know_at(person, centre.pk)
        new = Champion(person=person, centre=centre, stood_since=clock.now())
        champion = machine.begin(new, Standing.APPLIED, "apply", by=by)
    else:
        standing.move(champion, "apply", by=by.trusted())
    application = _begun(champion)
    application.first_words, application.request_key = words.strip(), request_key
    application.sent_at, application.updated_at = None, clock.now()
    application.save()
    return champion
