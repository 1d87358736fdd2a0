"""What the copy for a champion says of surveys: that they were asked. What they said is not known to be theirs."""

from typing import Any

from core import dates
from core.text import labelled
from evaluation.evidence_presenters import language
from evaluation.models import SurveyAudience, SurveyInvitation
from people.models import Person


def asked(person: Person) -> list[str]:
    """One query."""
    return [
        labelled(dates.full(row.survey.opens_on), f"{row.survey.asked.title.to(language())} ({row.survey.centre})")
        for row in _of(person)
    ]


def rows(person: Person) -> list[dict[str, Any]]:
    """The same for a program. One query."""
    return [{"instrument": row.survey.instrument, "asked_on": row.survey.opens_on} for row in _of(person)]


def _of(person: Person) -> list[SurveyInvitation]:
    rows = SurveyInvitation.objects.filter(person=person, survey__audience=SurveyAudience.CHAMPION)
    return list(rows.select_related("survey__centre").order_by("survey__opens_on", "pk"))
