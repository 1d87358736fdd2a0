"""That a survey waits: on *My page*, and on the desk's first screen of providers and managers."""

from typing import Any

from django.http import HttpRequest

from core import clock
from core.actors import Actor, Role
from core.desk import Panel
from evaluation.evidence_presenters import language
from evaluation.models import Survey, SurveyAudience, SurveyInvitation
from people.sections import Section


def waiting(actor: Actor, *, is_champion: bool) -> list[tuple[Survey, str]]:
    """With their titles. One query."""
    rows = SurveyInvitation.visible_to(actor).waiting().filter(person=actor.person_id)
    if is_champion:
        rows = rows.filter(survey__audience=SurveyAudience.CHAMPION)
    else:
        rows = rows.filter(survey__centre=actor.centre_id).exclude(survey__audience=SurveyAudience.CHAMPION)
    now = clock.now()
    found = [row.survey for row in rows.select_related("survey__centre").order_by("survey__closes_on", "pk")]
    return [(survey, survey.asked.title.to(language())) for survey in found if not survey.is_over(now)]


class MySurveys(Section):
    """For a champion who was asked."""

    template_name = "evaluation/my/survey_section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"rows": waiting(parent_context["request"].actor, is_champion=True)}


class WaitingSurveys(Panel):
    """For a provider or manager who was asked. One query, and a second one where something waits."""

    template_name = "evaluation/my/survey_section.html"
    roles = frozenset({Role.PROVIDER, Role.MANAGER})

    def is_shown(self, request: HttpRequest) -> bool:
        """Only while something waits. One query."""
        return super().is_shown(request) and bool(waiting(request.actor, is_champion=False))  # type: ignore[attr-defined]

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"rows": waiting(parent_context["request"].actor, is_champion=False)}
