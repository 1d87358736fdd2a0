"""Invitations by somebody who may not look people up: a name and a number, and the coordinator says who that is."""

from copy import copy
from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from champions.models import Champion, ChampionInvitation, Means
from champions.services import invitations
from champions.services.invitations import Asking
from core import audit, clock
from core.actors import STAFF_ROLES, Actor
from core.errors import DomainError
from core.policies import require
from core.text import fold
from people.models import ContactPoint, Person
from people.models.contact import ContactKind
from people.models.lockbox import open_to
from people.services import contacts, persons, search

MOST_PROPOSED = 8

SURE = _("The same name, and the same number or address")
SAME_NUMBER = _("The same number or address, and another name")
SAME_NAME = _("A name like this one")


@dataclass(frozen=True)
class Proposed:
    """Somebody whom the inviter may mean, why we think so, and why they cannot be asked, where they cannot."""

    person: Person
    reason: str | Promise
    refusal: str


@transaction.atomic
def ask_by_name(*, named: str, contact: str, words: str, centre: Centre, by: Actor) -> ChampionInvitation:
    """Ask whoever has this name and this number or address. It goes out at once where exactly one record has both;
    else it waits for a coordinator, and the inviter cannot tell whether anybody is known.

    Sent twice, it is one invitation. Raises `Forbidden`, `DomainError`."""
    require(by, "champions.ask", centre)
    kind, value = contacts.read(contact)
    if not named.strip():
        raise DomainError("name_missing")
    if not words.strip():
        raise DomainError("invitation_needs_words")
    if known := _asked_before(named, value, by=by):
        return known
    invitation = ChampionInvitation(
        centre=centre,
        inviter_id=by.user_id,
        named=named.strip(),
        contact=value,
        words=words.strip(),
        means=_means(kind, value),
        made_at=clock.now(),
    )
    if sent := _sent_at_once(invitation, by=by):
        return sent
    invitation.save()
    audit.record("champion_invitation.left", by=by, subject=invitation)
    return invitation


def _asked_before(named: str, value: str, *, by: Actor) -> ChampionInvitation | None:
    mine = ChampionInvitation.objects.waiting().by_user(by.user_id).filter(contact=value, centre=by.centre_id)
    return next((one for one in mine if fold(one.named) == fold(named)), None)


def _means(kind: ContactKind, value: str) -> Means:
    """What the number or address takes; of a number that may be a landline nobody knows whether it takes texts."""
    if kind == ContactKind.EMAIL:
        return Means.EMAIL
    return Means.TEXT if contacts.kind_of_number(value) == ContactKind.MOBILE else Means.IN_PERSON


def _sent_at_once(invitation: ChampionInvitation, *, by: Actor) -> ChampionInvitation | None:
    """The invitation, where it went. What keeps it back is the coordinator's to know: a no would tell the inviter who
    is known."""
    person = _sure(invitation, by)
    if person is None or invitation.means not in invitations.WAY_OF:
        return None
    asking = Asking(words=invitation.words, means=Means(invitation.means))
    try:
        with transaction.atomic():
            return invitations.send(copy(invitation), person, asking, by=by)
    except DomainError:
        return None


def _sure(invitation: ChampionInvitation, by: Actor) -> Person | None:
    """The one record at the centre that has both and is not locked from `by`, if there is exactly one. One query."""
    both = {"contact_points__value": invitation.contact, "search_name": fold(invitation.named)}
    open_ones = open_to(by, "pk", among=STAFF_ROLES)
    rows = Person.objects.filter(open_ones, centres=invitation.centre, erased_at=None, merged_into=None, **both)
    found = list(rows.distinct()[:2])
    return found[0] if len(found) == 1 else None


def proposed(invitation: ChampionInvitation, *, by: Actor) -> list[Proposed]:
    """Whom it may be for, likeliest first, with their contact points. A constant number of queries."""
    here = Person.visible_to(by)
    same = here.filter(contact_points__value=invitation.contact).distinct().by_name()
    people = {person.pk: person for person in same.prefetch_related("contact_points")[:MOST_PROPOSED]}
    shares = set(people)
    for person in search.people(invitation.named, actor=by, limit=MOST_PROPOSED):
        people.setdefault(person.pk, person)
    rows = Champion.objects.filter(person__in=people, centre=invitation.centre_id)
    champions = {champion.person_id: champion for champion in rows}
    asked = set(
        ChampionInvitation.objects.open().filter(champion__in=champions.values()).values_list("champion", flat=True)
    )
    found = [
        Proposed(
            person,
            _reason(person, invitation, shares=person.pk in shares),
            _refusal(champions.get(person.pk), asked),
        )
        for person in people.values()
    ]
    order: list[str | Promise] = [SURE, SAME_NUMBER, SAME_NAME]
    return sorted(found, key=lambda one: order.index(one.reason))[:MOST_PROPOSED]


def _reason(person: Person, invitation: ChampionInvitation, *, shares: bool) -> str | Promise:
    if not shares:
        return SAME_NAME
    return SURE if person.search_name == fold(invitation.named) else SAME_NUMBER


def _refusal(champion: Champion | None, asked: set[int]) -> str:
    """As `invitations.check_free` will say, without a query."""
    if champion is None:
        return ""
    if champion.pk in asked:
        return DomainError("already_asked").words
    try:
        invitations.check_standing(champion)
    except DomainError as error:
        return error.words
    return ""


@transaction.atomic
def choose(invitation: ChampionInvitation, *, person: Person | None, asking: Asking, by: Actor) -> ChampionInvitation:
    """Say whom a waiting invitation is for, somebody new where `person` is None, and let it go out.

    The number or address that the inviter wrote is added to the record where the means need it. Raises `Forbidden`,
    `DomainError`."""
    require(by, "champions.manage", invitation)
    locked = ChampionInvitation.objects.select_for_update(of=("self",)).select_related("centre").get(pk=invitation.pk)
    if not locked.is_waiting:
        raise DomainError("invitation_settled")
    if person is None:
        person = persons.register(
            name=locked.named,
            centre=locked.centre,
            language=locked.centre.language,
            contact=locked.contact,
            contact_kind=_kind_for(locked.contact, asking.means),
            by=by,
        )
    else:
        require(by, "people.change", person)
        _add_contact(person, locked.contact, asking.means, by=by)
    return invitations.send(locked, person, asking, by=by)


def _kind_for(contact: str, means: Means) -> ContactKind | None:
    """A number that the coordinator wants to text is one that takes texts."""
    return ContactKind.MOBILE if means == Means.TEXT and "@" not in contact else None


def _add_contact(person: Person, contact: str, means: Means, *, by: Actor) -> None:
    if means not in invitations.WAY_OF or means in invitations.open_means(person):
        return
    is_email = "@" in contact
    if is_email == (means == Means.EMAIL) and not ContactPoint.objects.filter(person=person, value=contact).exists():
        contacts.add(person=person, value=contact, kind=_kind_for(contact, means), by=by)
