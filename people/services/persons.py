"""Getting to know a person, and keeping what we know right."""

from datetime import datetime
from typing import Any

from django.db import transaction

from centres.models import Centre
from core import audit, clock, phones, rows
from core.actors import Actor, Role, person_actor
from core.errors import DomainError
from core.policies import require
from core.text import fold
from core.transactions import part
from people.models import Person, User
from people.models.contact import ContactKind
from people.services import contacts, search

# What people may change about themselves, and staff for them.
DETAILS = (
    "name",
    "pronouns",
    "birth_date",
    "language",
    "other_languages",
    "access_needs",
    "interpreter",
    "emergency_name",
    "emergency_phone",
)
NEEDS = frozenset({"access_needs", "interpreter"})


@part()
def register(
    *,
    name: str,
    centre: Centre | None,
    by: Actor,
    language: str = "en",
    contact: str = "",
    contact_kind: ContactKind | None = None,
    voicemail_ok: bool = False,
    needs_asked: bool = False,
    **details: Any,
) -> Person:
    """Make a new person, known at `centre`, with one way to reach them where they gave one.

    Always a new person, even where the name and the number are known already: households share a telephone,
    namesakes exist, and a stranger who types a neighbour's number must neither see nor change the neighbour's record.
    Matching only ever proposes; staff decide. `needs_asked`: they were asked what helps them to take part, and
    `details` hold the answer. Raises `DomainError` for an address that is none.
    """
    if not name.strip():
        raise DomainError("name_missing")
    point = contacts.made_of(contact, contact_kind, voicemail_ok=voicemail_ok) if contact.strip() else None
    person = Person(
        **_clean({"name": name, "language": language, **details}),
        search_name=_search_name(name),
        needs_asked_at=clock.now() if needs_asked else None,
    )
    rows.insert(person)
    if centre is not None:
        know_at(person, centre.pk)
    audit.record(
        "person.registered", by=by, subject=person, person_id=person.pk, centre_id=centre.pk if centre else None
    )
    if point:
        point.person = person
        rows.write(point)
    search.index_new(person, [point.value] if point else [])
    person.is_new = True
    return person


def current(person: Person) -> Person:
    """The record that stands for the person now: another one, where theirs was merged meanwhile. One query."""
    kept = Person.objects.filter(pk=person.pk).values_list("merged_into", flat=True).first()
    return Person.objects.get(pk=kept) if kept else person


def know_at(person: Person, centre_id: int) -> None:
    """Make a person known at a centre, without a record of its own: for services that write one of what they do."""
    if centre_id not in person.known_at:
        rows.write(Person.centres.through(person=person, centre_id=centre_id), once=True)
        person.known_at |= {centre_id}


@transaction.atomic
def update_details(person: Person, *, by: Actor, **details: Any) -> Person:
    """Change any of `DETAILS`; records which, never what they say. Raises `Forbidden`, `DomainError`."""
    require(by, "people.change", person)
    changed = {field: value for field, value in _clean(details).items() if getattr(person, field) != value}
    if not changed:
        return person
    for field, value in changed.items():
        setattr(person, field, value)
    person.search_name = _search_name(person.name)
    if not NEEDS.isdisjoint(changed):
        person.needs_asked_at = clock.now()
    person.save(update_fields=[*changed, "search_name", "needs_asked_at"])
    if "name" in changed:
        search.index(person)
    if "language" in changed and person.user_id:
        User.objects.filter(pk=person.user_id).update(language=person.language)
    audit.record("person.changed", by=by, subject=person, person_id=person.pk, fields=sorted(changed))
    return person


@transaction.atomic
def remember_needs(
    person: Person, *, access_needs: str, interpreter: str, by: Actor, now: datetime | None = None
) -> Person:
    """Keep what helps the person to take part, also where the answer is "nothing": it is asked once.

    Raises `Forbidden`.
    """
    update_details(person, access_needs=access_needs, interpreter=interpreter, by=by)
    person.needs_asked_at = now or clock.now()
    person.save(update_fields=["needs_asked_at"])
    return person


@transaction.atomic
def link_user(person: Person, *, user: User, by: Actor) -> Person:
    """Let an account speak for a person. One account, one person. Raises `DomainError`."""
    if person.user_id not in (None, user.pk):
        raise DomainError("person_taken")
    if Person.objects.filter(user=user).exclude(pk=person.pk).exists():
        raise DomainError("account_taken")
    person.user = user
    person.save(update_fields=["user"])
    audit.record("person.account_linked", by=by, subject=person, person_id=person.pk)
    return person


def has_second_step(person: Person) -> bool:
    """Whether the person guards their account with a second step of signing in: then nothing less opens their page.

    One query where there is an account.
    """
    return person.user_id is not None and User.objects.exclude(authenticator=None).filter(pk=person.user_id).exists()


@transaction.atomic
def of_account(user: User) -> Person:
    """The person that an account speaks for; a new one where there is none yet.

    Found by the account alone: that somebody holds an e-mail address proves nothing about whose record it stands in.
    """
    known = Person.objects.filter(user=user).first()
    if known is not None:
        return known
    # Lock the account, so that two first visits at once make one person.
    User.objects.select_for_update().get(pk=user.pk)
    known = Person.objects.filter(user=user).first()
    if known is not None:
        return known
    name = user.name or user.email.split("@")[0]
    by = Actor(user_id=user.pk, roles=frozenset({Role.PERSON}))
    person = register(name=name, centre=None, language=user.language, contact=user.email, by=by)
    return link_user(person, user=user, by=person_actor(person.pk, user_id=user.pk))


@transaction.atomic
def connect(person: Person, *, centre: Centre, by: Actor) -> Person:
    """Make a person known at one more centre; asked again, nothing happens."""
    if not person.centres.filter(pk=centre.pk).exists():
        person.centres.add(centre)
        audit.record("person.connected", by=by, subject=person, person_id=person.pk, centre_id=centre.pk)
    return person


def _search_name(name: str) -> str:
    return fold(name)[:120]


def _clean(details: dict[str, Any]) -> dict[str, Any]:
    """The details as they are stored. Raises `TypeError` for what is no detail, `DomainError` for a wrong number."""
    if unknown := set(details) - set(DETAILS):
        raise TypeError(f"not a person's detail: {sorted(unknown)}")
    cleaned = {field: value.strip() if isinstance(value, str) else value for field, value in details.items()}
    if not cleaned.get("name", "-"):
        raise DomainError("name_missing")
    if number := cleaned.get("emergency_phone"):
        try:
            cleaned["emergency_phone"] = phones.to_e164(number)
        except phones.NotAPhone as error:
            raise DomainError("not_a_phone") from error
    return cleaned
