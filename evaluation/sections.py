"""What this room adds to a case's page, and to *My page*."""

from typing import Any

from core import clock
from core.policies import may
from evaluation import presenters
from evaluation.asking import Asked, asks_something, minutes
from evaluation.models import Measure, MeasuringPlan, Sitting
from people.models.consent import Purpose
from people.sections import Section
from people.services import consents


class HowItIs(Section):
    """On a case's page: whether they agree to be asked, what was asked and will be, and how to ask now. Whoever leads
    a group of theirs reads no answers, and nobody does while they do not agree. Six queries at most."""

    template_name = "evaluation/desk/of_case.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, case = parent_context["request"].actor, parent_context["case"]
        rows = list(Sitting.visible_to(actor).filter(case=case).select_related("centre"))
        found = Measure.visible_to(actor).filter(sitting__in=rows).prefetch_related("scores").order_by("pk")
        by_sitting: dict[int, list[Measure]] = {}
        may_ask = not rows or may(actor, "evaluation.answer", rows[0])
        agrees = consents.stands(case.person, Purpose.EVALUATION)
        for measure in found if may_ask and agrees else ():
            by_sitting.setdefault(measure.sitting_id, []).append(measure)
        return {
            "case": case,
            "agrees": agrees,
            "may_ask": may_ask,
            "lines": [presenters.line(row, by_sitting.get(row.pk, [])) for row in rows],
            "asks_here": MeasuringPlan.objects.filter(centre=case.centre_id, is_on=True).exists(),
            "csrf_token": parent_context.get("csrf_token", ""),
        }


class MyQuestions(Section):
    """While something is open: how long it takes, and that it is fine to say no. Two queries."""

    template_name = "evaluation/my/section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        rows = Sitting.visible_to(actor).filter(person=person, closes_at__gt=clock.now()).open()
        shown = [row for row in rows.select_related("centre").prefetch_related("measures") if asks_something(row)]
        return {"rows": [(row, minutes(row), Asked.of(row, with_scores=False).is_begun) for row in shown]}
