"""What this room holds about people, and how it forgets."""

from core import privacy
from core.actors import SYSTEM
from evaluation.models import EquityAnswers, Measure, Sitting, Story, SurveyInvitation, Trial
from evaluation.services import equity, sittings, stories


def erase_sittings(person_id: int) -> None:
    """Nothing is asked any more. Their own words go; the numbers stay, for the count, and the prescription that they
    hang on says nobody's name any more."""
    sittings.call_off_for([person_id], by=SYSTEM)
    Measure.objects.filter(sitting__person=person_id).exclude(own_words="").update(own_words="")


def forget_who_tried(person_id: int) -> None:
    """A trial says who on staff wrote it down and who shared it; what was tried stays."""
    Trial.objects.filter(made_by__person=person_id).update(made_by=None)
    Trial.objects.filter(shared_by__person=person_id).update(shared_by=None)


def erase_stories(person_id: int) -> None:
    """Every word and every name goes; that there was a story stays."""
    stories.withdraw_all([person_id], by=SYSTEM)


def erase_invitations(person_id: int) -> None:
    """What they said is nobody's, and stays counted."""
    SurveyInvitation.objects.filter(person=person_id).delete()


privacy.declare(Sitting, erase=erase_sittings, audited_as="sitting")
privacy.declare(EquityAnswers, erase=equity.forget, audited_as="equityanswers")
privacy.declare(Trial, erase=forget_who_tried, audited_as="trial")
privacy.declare(Story, erase=erase_stories, audited_as="story")
privacy.declare(SurveyInvitation, erase=erase_invitations, audited_as="survey")
