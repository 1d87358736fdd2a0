"""Welcoming a champion, a champion's breaks, and what a champion brings."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from centres.models import Centre
from champions.models import Break, Champion, ChampionInvitation, Standing
from champions.states import machine
from core import audit, clock
from core.actors import CARE_ROLES, Actor
from core.errors import DomainError
from core.languages import Spoken
from core.policies import require
from notifications.services.outbox import notify
from people.models import Person, User


def welcome(
    *,
    person: Person,
    centre: Centre,
    by: Actor,
    since: date,
    languages: list[str] | None = None,
    interests: str = "",
    supporter: User | None = None,
) -> Champion:
    """Make a person an active champion of a centre. Asked again, answers with the champion who is there already."""
    require(by, "champions.manage", centre)
    champion, created = Champion.objects.get_or_create(
        person=person,
        centre=centre,
        defaults={
            "since": since,
            "languages": languages or [],
            "interests": interests,
            "supporter": supporter,
        },
    )
    if created:
        person.centres.add(centre)
        machine.remember(champion, "welcome", before="", by=by)
    elif machine.can(champion, "welcome"):
        move(champion, "welcome", by=by, since=champion.since or since, supporter=champion.supporter or supporter)
    return champion


# A champion takes a break and comes back by themselves; every other step is made by staff.
BY_THEMSELVES = {"pause", "resume"}


@transaction.atomic
def move(champion: Champion, name: str, *, by: Actor, note: str = "", **changes: Any) -> Champion:
    """A step along the way. What was planned as the next step is done with it; a break that was asked for is over
    once they are back, or have moved on. Raises `Moved`, `Forbidden`."""
    require(by, "champions.pause" if name in BY_THEMSELVES else "champions.manage", champion)
    changes = {"stood_since": clock.now(), "next_step": "", "next_step_on": None, **changes}
    moved = machine.move(champion, name, by=by, note=note, **changes)
    if moved.standing != Standing.INVITED:  # what was asked is answered, by whichever way
        ChampionInvitation.objects.open().filter(champion=moved).update(closed_at=changes["stood_since"])
    if name != "pause":
        Break.objects.open().filter(champion=champion).update(ended_at=clock.now())
    return moved


def go_on(champion: Champion, name: str, *, by: Actor, note: str = "") -> Champion:
    """A step that somebody takes on a champion's file, with why. Whoever starts has started today; whoever leaves
    leaves with a reason. Raises `Moved`, `Forbidden`, `DomainError`."""
    changes: dict[str, Any] = {}
    if name == "welcome":
        changes["since"] = champion.since or clock.now().astimezone(champion.centre.zone).date()
    if name == "leave" and not note.strip():
        raise DomainError("leaving_needs_reason")
    return move(champion, name, by=by, note=note.strip(), **changes)


@transaction.atomic
def decline(champion: Champion, *, by: Actor, note: str = "", tell: bool) -> Champion:
    """Not for now; `tell` them kindly. What is noted is for staff alone. Raises `Moved`, `Forbidden`."""
    move(champion, "decline", by=by, note=note.strip())
    if tell:
        key = champion.stood_since.isoformat()
        notify("champion-declined", person=champion.person, about=champion, key=key, centre_id=champion.centre_id)
    return champion


@transaction.atomic
def plan(
    champion: Champion, *, next_step: str, next_step_on: date | None, supporter: User | None, by: Actor
) -> Champion:
    """What comes next, by when, and who sees to it. Raises `Forbidden`, `DomainError`."""
    require(by, "champions.manage", champion)
    if supporter and not supporters(champion.centre_id).filter(pk=supporter.pk).exists():
        raise DomainError("supporter_elsewhere")
    if next_step_on and not next_step.strip():
        raise DomainError("day_without_step")
    champion.next_step, champion.next_step_on, champion.supporter = next_step.strip(), next_step_on, supporter
    champion.save(update_fields=["next_step", "next_step_on", "supporter"])
    audit.record("champion.planned", by=by, subject=champion, person_id=champion.person_id)
    return champion


def pause(champion: Champion, *, by: Actor, note: str = "") -> Champion:
    """A break: for now the champion can neither propose nor lead. Raises `Moved`, `Forbidden`."""
    return move(champion, "pause", by=by, note=note)


def resume(champion: Champion, *, by: Actor, note: str = "") -> Champion:
    """Back from the break. Raises `Moved`, `Forbidden`."""
    return move(champion, "resume", by=by, note=note)


def supporters(centre_id: int) -> QuerySet[User]:
    """Who can support a champion of a centre: its care staff, by name."""
    works_there = {"staff_roles__centre": centre_id, "staff_roles__role__in": CARE_ROLES}
    return User.objects.filter(**works_there, is_active=True).distinct().order_by("name", "pk")


@transaction.atomic
def update(
    champion: Champion, *, languages: Collection[str], interests: str, supporter: User | None, by: Actor
) -> Champion:
    """Change what a champion brings, and who supports them; records which, never what they say.

    Raises `Forbidden`, and `DomainError` for a supporter from elsewhere or a champion whose record is erased.
    """
    require(by, "champions.manage", champion)
    if champion.person.erased_at:
        raise DomainError("already_erased")
    if supporter and not supporters(champion.centre_id).filter(pk=supporter.pk).exists():
        raise DomainError("supporter_elsewhere")
    wanted = {
        "languages": sorted(Spoken(code).value for code in languages),
        "interests": interests.strip(),
        "supporter": supporter,
    }
    changed = [field for field, value in wanted.items() if getattr(champion, field) != value]
    if changed:
        for field in changed:
            setattr(champion, field, wanted[field])
        champion.save(update_fields=changed)
        audit.record("champion.changed", by=by, subject=champion, person_id=champion.person_id, fields=sorted(changed))
    return champion


@transaction.atomic
def offer_help(champion: Champion, *, helps_out: bool, by: Actor) -> Champion:
    """A champion says whether they may be asked to stand in for other leaders. Raises `Forbidden`."""
    require(by, "champions.offer_help", champion)
    if champion.helps_out != helps_out:
        champion.helps_out = helps_out
        champion.save(update_fields=["helps_out"])
        audit.record("champion.changed", by=by, subject=champion, person_id=champion.person_id, fields=["helps_out"])
    return champion
