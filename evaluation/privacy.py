"""What this room holds about people, and how it forgets."""

from core import privacy
from evaluation.models import EquityAnswers, Measure, Sitting
from evaluation.services import equity


def erase_sittings(person_id: int) -> None:
    """Their own words go; the numbers stay, for the count, and the prescription that they hang on says nobody's name
    any more."""
    Measure.objects.filter(sitting__person=person_id).exclude(own_words="").update(own_words="")


privacy.declare(Sitting, erase=erase_sittings, audited_as="sitting")
privacy.declare(EquityAnswers, erase=equity.forget, audited_as="equityanswers")
