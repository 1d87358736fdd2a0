"""What this room holds about people, and how it forgets."""

from core import clock, privacy
from core.actors import SYSTEM
from matches import states
from matches.models import Lift, Match, MatchRequest, MatchState, Say, Side, VisitorProfile
from matches.services import lifts, pairs


def erase_requests(person_id: int) -> None:
    """What they would have liked, and what came of it."""
    MatchRequest.objects.filter(person=person_id).delete()


def erase_matches(person_id: int) -> None:
    """Of a champion: what stands comes to an end, and whoever they visited is on the waiting list again. That there
    was a match stays, without its words."""
    for match in Match.objects.with_both().filter(champion__person=person_id).open():
        if match.state == MatchState.PROPOSED:
            pairs.move(match, "decline", by=SYSTEM)
        else:
            pairs.move(match, "end", by=SYSTEM)
            states.requests.move(match.request, "wait_again", by=SYSTEM)
    Match.objects.filter(champion__person=person_id).update(agreed="", farewell="", plan="")


def erase_says(person_id: int) -> None:
    """What they said as a champion; what they said as the one who was visited goes with the request."""
    Say.objects.filter(side=Side.CHAMPION, match__champion__person=person_id).update(words="", went="")


def erase_profiles(person_id: int) -> None:
    VisitorProfile.objects.filter(champion__person=person_id).delete()


privacy.declare(MatchRequest, erase=erase_requests, audited_as="matchrequest")
privacy.declare(Match, erase=erase_matches, audited_as="match")
privacy.declare(Say, erase=erase_says, audited_as="say")
privacy.declare(VisitorProfile, erase=erase_profiles, audited_as="visitorprofile")


def erase_lifts(person_id: int) -> None:
    """Nobody drives to them any more; what was driven stays as a number, without where."""
    for lift in Lift.objects.open().filter(person=person_id, pick_up_at__gt=clock.now()):
        lifts.cancel(lift, by=SYSTEM)
    Lift.objects.filter(person=person_id).update(pick_up="", drop_off="", note="", aid="none")


privacy.declare(Lift, erase=erase_lifts, audited_as="lift")
