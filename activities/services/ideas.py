"""Ideas: suggested by anybody, looked at by staff, wished for by others, taken up by a champion."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from activities import states
from activities.models import Activity, Idea, IdeaState, IdeaSupport, Proposal
from activities.models.idea import IdeaQuerySet
from centres.models import Centre
from core import audit, clock
from core.actors import Actor, person_actor
from core.errors import DomainError
from core.policies import require
from notifications.services.outbox import notify
from people.models import ContactPoint, Person
from people.services import contacts, persons

WRITABLE = frozenset({"title_en", "title_fr", "words_en", "words_fr", "sensitive"})


@dataclass(frozen=True)
class Stranger:
    """What somebody without an account tells of themselves; without `contact` nobody can tell them anything."""

    name: str
    contact: str
    language: str


@transaction.atomic
def suggest(
    *,
    centre: Centre,
    title: str,
    words: str,
    language: str,
    request_key: uuid.UUID,
    by: Actor,
    person: Person | None = None,
    stranger: Stranger | None = None,
    now: datetime | None = None,
) -> tuple[Idea, ContactPoint | None]:
    """Keep an idea in the language in which it was written; nobody sees it before staff have looked at it.

    Whoever suggests it would come. Answers with what has to be confirmed, where a stranger gave a way to be reached.
    The same form again answers with the idea there is. Raises `DomainError` for an address that is none.
    """
    known = Idea.objects.filter(request_key=request_key).first()
    if known is not None:
        return known, contacts.newest_of(known.person) if known.person else None
    now = now or clock.now()
    point = None
    if person is None and stranger is not None:
        person, point = _register(stranger, centre, by)
    themselves = person_actor(person.pk, channel=by.channel, user_id=by.user_id) if person else by
    idea = Idea(centre=centre, person=person, request_key=request_key, suggested_at=now)
    setattr(idea, f"title_{language}", title.strip())
    setattr(idea, f"words_{language}", words.strip())
    states.ideas.begin(idea, IdeaState.NEW, "suggest", by=themselves)
    if person:
        IdeaSupport.objects.create(idea=idea, person=person, at=now)
    return idea, point


def _register(stranger: Stranger, centre: Centre, by: Actor) -> tuple[Person, ContactPoint]:
    """Always a new person: a stranger who types a neighbour's number must neither see nor change their record."""
    person = persons.register(
        name=stranger.name, centre=centre, language=stranger.language, contact=stranger.contact, by=by
    )
    return person, person.contact_points.get()


@transaction.atomic
def support(idea: Idea, *, person: Person, by: Actor, now: datetime | None = None) -> IdeaSupport:
    """ "I'd come", said by somebody whom we know; said again, it counts once. Raises `DomainError`."""
    _check_gathering(idea)
    made, is_new = IdeaSupport.objects.get_or_create(idea=idea, person=person, defaults={"at": now or clock.now()})
    if is_new:
        persons.connect(person, centre=idea.centre, by=by)
        audit.record("idea.supported", by=by, subject=idea, person_id=person.pk)
    return made


@transaction.atomic
def support_as_stranger(idea: Idea, *, stranger: Stranger, by: Actor, now: datetime | None = None) -> ContactPoint:
    """The same with one way to be reached; it counts once somebody has shown that it is theirs.

    One number or address counts once for an idea, whoever types it. Raises `DomainError`.
    """
    _check_gathering(idea)
    Idea.objects.select_for_update().get(pk=idea.pk)  # two forms at once are one
    value = contacts.read(stranger.contact)[1]
    known = ContactPoint.objects.filter(value=value, person__idea_supports__idea=idea, person__merged_into=None)
    if found := known.select_related("person").first():
        return found
    person, point = _register(stranger, idea.centre, by)
    support(idea, person=person, by=person_actor(person.pk, channel=by.channel), now=now)
    return point


def _check_gathering(idea: Idea) -> None:
    if not idea.is_gathering or idea.sensitive:
        raise DomainError("idea_is_closed")


@transaction.atomic
def edit(idea: Idea, *, by: Actor, **changes: Any) -> Idea:
    """Mend its words, add the other language, or keep it from being named. Raises `Forbidden`, `DomainError`."""
    require(by, "activities.decide_idea", idea)
    if unknown := changes.keys() - WRITABLE:
        raise TypeError(f"not written by staff: {sorted(unknown)}")
    for name, value in changes.items():
        setattr(idea, name, value.strip() if isinstance(value, str) else value)
    if not (idea.title_en or idea.title_fr):
        raise DomainError("idea_needs_title")
    idea.save(update_fields=list(changes))
    audit.record("idea.changed", by=by, subject=idea, person_id=idea.person_id)
    return idea


def show(idea: Idea, *, by: Actor) -> Idea:
    """Put it on the site. Raises `Forbidden`, `Moved`."""
    require(by, "activities.decide_idea", idea)
    return states.ideas.move(idea, "show", by=by, reply="")


@transaction.atomic
def decline(idea: Idea, *, reply: str, by: Actor) -> Idea:
    """Say no, kindly and why; whoever suggested it is told. Raises `DomainError("reason_needed")`, `Moved`."""
    require(by, "activities.decide_idea", idea)
    if not reply.strip():
        raise DomainError("reason_needed")
    states.ideas.move(idea, "decline", by=by, reply=reply.strip())
    if idea.person:
        notify("idea-declined", person=idea.person, about=idea, centre_id=idea.centre_id)
    return idea


@transaction.atomic
def merge(idea: Idea, *, into: Idea, by: Actor) -> Idea:
    """The same as another idea of the centre: whoever would come to one would come to the other, and counts once."""
    require(by, "activities.decide_idea", idea)
    if into.pk == idea.pk or into.centre_id != idea.centre_id or into.state == IdeaState.MERGED:
        raise DomainError("not_the_same_idea")
    states.ideas.move(idea, "merge", by=by, merged_into=into)
    there = IdeaSupport.objects.filter(idea=into).values("person")
    IdeaSupport.objects.filter(idea=idea).exclude(person__in=there).update(idea=into)
    return into


def others(idea: Idea) -> IdeaQuerySet:
    """With which it could be put together: what is open at its centre."""
    open_ones = {IdeaState.NEW, IdeaState.OPEN, IdeaState.TAKEN}
    return Idea.objects.filter(centre=idea.centre_id, state__in=open_ones).exclude(pk=idea.pk)


def find(public_id: uuid.UUID) -> Idea | None:
    """What an address may lead to: an idea that is shown by name, or any that became a group or went into another.

    One query.
    """
    idea = Idea.objects.all().with_coming().select_related("merged_into").filter(public_id=public_id).first()
    if idea is None or not idea.centre.listed:
        return None
    leads_on = idea.state in {IdeaState.DONE, IdeaState.MERGED}
    return idea if leads_on or (idea.is_gathering and not idea.sensitive) else None


def has_supported(idea: Idea, person_id: int | None) -> bool:
    """One query, or none."""
    return person_id is not None and IdeaSupport.objects.filter(idea=idea, person=person_id).exists()


# --- What becomes of the proposal that somebody makes of it ----------------------------------------


def put_back(proposal: Proposal, *, by: Actor) -> None:
    """Nothing comes of this proposal: somebody else may take the idea up."""
    if idea := _of(proposal):
        states.ideas.move(idea, "put_back", by=by, proposal=None)


def fulfil(proposal: Proposal, activity: Activity, *, by: Actor) -> None:
    """It is a group now: whoever said that they would come is told."""
    if idea := _of(proposal):
        states.ideas.move(idea, "fulfil", by=by, activity=activity)
        leads = set(activity.leaders.values_list("person", flat=True))
        coming = IdeaSupport.objects.confirmed().filter(idea=idea).exclude(person__in=leads)
        for one in coming.select_related("person"):
            notify("idea-on", person=one.person, about=idea, centre_id=idea.centre_id)


def _of(proposal: Proposal) -> Idea | None:
    return Idea.objects.filter(proposal=proposal, state=IdeaState.TAKEN).first()
