"""What this room holds about people, and how it forgets."""

from champions.models import Champion, CheckConsent, Clearance, Hours, Referee, ReferenceAnswer, TrainingTaken
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
        languages=[], works=[], interests="", supporter=None, next_step="", helps_out=False
    )


def erase_names_under_agreements(person_id: int) -> None:
    """Which steps were settled when stays: a centre has to be able to show it, and it names nobody any more."""
    Clearance.objects.filter(champion__person=person_id).update(signed_as="")


def keep_consents(_person_id: int) -> None:
    """That a check was agreed to stays beside the check."""


def erase_referees(person_id: int) -> None:
    """Others, whom the champion has named, with what they said: nothing of it is needed any more."""
    Referee.objects.filter(champion__person=person_id).delete()


def erase_training(person_id: int) -> None:
    TrainingTaken.objects.filter(champion__person=person_id).delete()


def keep_hours(_person_id: int) -> None:
    """Numbers by day, which name nobody once the person is forgotten."""


privacy.declare(Hours, erase=keep_hours, audited_as="hours")
privacy.declare(Champion, erase=erase_championships, audited_as="champion")
privacy.declare(Clearance, erase=erase_names_under_agreements, audited_as="clearance")
privacy.declare(CheckConsent, erase=keep_consents, audited_as="checkconsent")
privacy.declare(Referee, erase=erase_referees, audited_as="referee")
privacy.declare(ReferenceAnswer, erase=erase_referees, audited_as="referenceanswer")
privacy.declare(TrainingTaken, erase=erase_training, audited_as="trainingtaken")
