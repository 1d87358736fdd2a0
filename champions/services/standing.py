"""Welcoming a champion, and a champion's breaks."""

from datetime import date

from centres.models import Centre
from champions.models import Champion
from champions.states import machine
from core.actors import Actor
from core.policies import require
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
    return champion


def pause(champion: Champion, *, by: Actor, note: str = "") -> Champion:
    """A break: for now the champion can neither propose nor lead. Raises `Moved`, `Forbidden`."""
    require(by, "champions.manage", champion)
    return machine.move(champion, "pause", by=by, note=note)


def resume(champion: Champion, *, by: Actor, note: str = "") -> Champion:
    """Back from the break. Raises `Moved`, `Forbidden`."""
    require(by, "champions.manage", champion)
    return machine.move(champion, "resume", by=by, note=note)
