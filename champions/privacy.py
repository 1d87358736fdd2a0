"""What this room holds about people, and how it forgets."""

from champions.models import Application, Champion, ChampionInvitation, Clearance, Hours
from champions.services import standing
from champions.states import machine
from core import clock, privacy
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


def erase_invitations(person_id: int) -> None:
    """That somebody was asked stays a number; who, and in which words, is gone."""
    theirs = ChampionInvitation.objects.filter(champion__person=person_id)
    theirs.open().update(closed_at=clock.now())
    theirs.update(named="—", contact="", words="")


def erase_applications(person_id: int) -> None:
    Application.objects.filter(champion__person=person_id).delete()


def keep_clearances(_person_id: int) -> None:
    """Which steps were settled when: a centre has to be able to show it, and it names nobody any more."""


def keep_hours(_person_id: int) -> None:
    """Numbers by day, which name nobody once the person is forgotten."""


privacy.declare(Hours, erase=keep_hours, audited_as="hours")
privacy.declare(Champion, erase=erase_championships, audited_as="champion")
privacy.declare(ChampionInvitation, erase=erase_invitations, audited_as="champion_invitation")
privacy.declare(Application, erase=erase_applications, audited_as="application")
privacy.declare(Clearance, erase=keep_clearances, audited_as="clearance")
