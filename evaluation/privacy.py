"""What this room holds about people, and how it forgets."""

from core import privacy
from core.actors import SYSTEM
from evaluation.models import EquityAnswers, Measure, Sitting, SurveyInvitation
from evaluation.services import equity, sittings


def erase_sittings(person_id: int) -> None:
    """Nothing is asked any more. Their own words go; the numbers stay, for the count, and the prescription that they
    hang on says nobody's name any more."""
    sittings.call_off_for([person_id], by=SYSTEM)
    Measure.objects.filter(sitting__person=person_id).exclude(own_words="").update(own_words="")


def erase_invitations(person_id: int) -> None:
    """What they said is nobody's, and stays counted."""
    SurveyInvitation.objects.filter(person=person_id).delete()


privacy.declare(Sitting, erase=erase_sittings, audited_as="sitting")
privacy.declare(EquityAnswers, erase=equity.forget, audited_as="equityanswers")
privacy.declare(SurveyInvitation, erase=erase_invitations, audited_as="survey")
