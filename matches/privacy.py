"""What this room holds about people, and how it forgets."""

from core import privacy
from matches.models import MatchRequest


def erase_requests(person_id: int) -> None:
    """What they would have liked, and what came of it."""
    MatchRequest.objects.filter(person=person_id).delete()


privacy.declare(MatchRequest, erase=erase_requests, audited_as="matchrequest")
