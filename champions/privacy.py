"""What this room holds about people, and how it forgets."""

from champions.models import Champion, Clearance, Hours
from champions.services import standing
from champions.states import machine
from core import privacy
from core.actors import SYSTEM


def erase_championships(person_id: int) -> None:
    """Nobody can lead any more, and what the champion told of themselves is gone; the row stays and is counted."""
    for champion in Champion.objects.filter(person=person_id):
        for name in ("leave", "decline"):
            if machine.can(champion, name):
                standing.move(champion, name, by=SYSTEM)
    Champion.objects.filter(person=person_id).update(
        languages=[], interests="", supporter=None, next_step="", helps_out=False
    )


def keep_clearances(_person_id: int) -> None:
    """Which steps were settled when: a centre has to be able to show it, and it names nobody any more."""


def keep_hours(_person_id: int) -> None:
    """Numbers by day, which name nobody once the person is forgotten."""


privacy.declare(Hours, erase=keep_hours, audited_as="hours")
privacy.declare(Champion, erase=erase_championships, audited_as="champion")
privacy.declare(Clearance, erase=keep_clearances, audited_as="clearance")
