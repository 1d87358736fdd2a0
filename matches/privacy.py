"""What this room holds about people, and how it forgets."""

from core import clock, privacy
from core.actors import SYSTEM
from matches.models import Lift, MatchRequest
from matches.services import lifts


def erase_requests(person_id: int) -> None:
    """What they would have liked, and what came of it."""
    MatchRequest.objects.filter(person=person_id).delete()


privacy.declare(MatchRequest, erase=erase_requests, audited_as="matchrequest")


def erase_lifts(person_id: int) -> None:
    """Nobody drives to them any more; what was driven stays as a number, without where."""
    for lift in Lift.objects.open().filter(person=person_id, pick_up_at__gt=clock.now()):
        lifts.cancel(lift, by=SYSTEM)
    Lift.objects.filter(person=person_id).update(pick_up="", drop_off="", note="", aid="none")


privacy.declare(Lift, erase=erase_lifts, audited_as="lift")
