"""What a client says to being asked. It is asked apart from care, and changes nothing about it."""

from datetime import datetime

from django.db import transaction

from core import clock
from core.actors import Actor
from core.policies import require
from evaluation.services import sittings
from people import wordings
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import Case


@transaction.atomic
def write_down(case: Case, *, agrees: bool, by: Actor, now: datetime | None = None) -> None:
    """They were asked aloud, in the words of `wordings.ASKED_HOW`. After a yes, what is due can be asked at once;
    after a no, nothing shows any more. Raises `Forbidden`."""
    require(by, "prescriptions.walk", case)
    at = now or clock.now()
    say = consents.give if agrees else consents.withdraw
    say(person=case.person, purpose=Purpose.EVALUATION, by=by, wording=wordings.ASKED_HOW, now=at)
    if agrees:
        sittings.plan_case(case, now=at)
