"""Training for champions: what there is, in pages that rooms above keep, and who has gone through it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from champions.models import Champion, TrainingTaken
from champions.models.champion import ON_THE_WAY, SERVING
from core import audit, clock
from core.actors import Actor
from core.policies import require
from core.registry import Registry


@dataclass(frozen=True)
class Lesson:
    """A piece of training, in the reader's language where there is one. `key` is what its translations share."""

    key: UUID
    title: str
    url: str
    works: frozenset[str]

    def is_for(self, works: Collection[str]) -> bool:
        """A lesson that names no kind of role is for everybody."""
        return not self.works or not self.works.isdisjoint(works)


sources: Registry[Callable[[], list[Lesson]]] = Registry("source of training")


def lessons(works: Collection[str] | None = None) -> list[Lesson]:
    """All there is, or what is for these kinds of role. As many queries as there are sources."""
    found = [lesson for source in sources for lesson in source()]
    return found if works is None else [lesson for lesson in found if lesson.is_for(works)]


def learns(actor: Actor) -> bool:
    """Whether training is for this person: a champion on the way, or one who serves. One query."""
    mine = Champion.objects.led_by(actor.person_id)
    return mine.filter(standing__in=(*ON_THE_WAY, *SERVING)).exists()


@transaction.atomic
def take(person_id: int, lesson: UUID, *, by: Actor) -> list[TrainingTaken]:
    """They have gone through it, at each centre where they are a champion. Staff sign it off. Raises `Forbidden`."""
    taken = []
    for champion in Champion.objects.filter(person=person_id, standing__in=(*ON_THE_WAY, *SERVING)):
        require(by, "champions.take_steps", champion)
        defaults = {"at": clock.now()}
        row, _created = TrainingTaken.objects.update_or_create(champion=champion, lesson=lesson, defaults=defaults)
        audit.record("trainingtaken.done", by=by, subject=row, person_id=person_id)
        taken.append(row)
    return taken


def taken_by(champions: Collection[Champion]) -> dict[UUID, TrainingTaken]:
    """By lesson, when it was gone through last. One query."""
    rows = TrainingTaken.objects.filter(champion__in=champions).order_by("at")
    return {row.lesson: row for row in rows}
