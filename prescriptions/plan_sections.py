"""The plan and what came back by itself: on a case's page, and on *My page*."""

from typing import Any

from core.http import Request
from people.sections import Section
from prescriptions import client_plans, plan_presenters
from prescriptions.models import Case, Goal, Happening, Prescription, Step

MOST_HERE = 5


class PlanOfCase(Section):
    """Goals and steps, after what happened meanwhile. Five queries, and one for the places where there are any."""

    template_name = "prescriptions/plan/section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request, case = parent_context["request"], parent_context["case"]
        return {**desk_context(request, case), "csrf_token": parent_context.get("csrf_token", "")}


def desk_context(request: Request, case: Case) -> dict[str, Any]:
    """What the section shows, and the plan's own page."""
    actor = request.actor
    goals = list(Goal.visible_to(actor).filter(case=case).in_order())
    steps = list(Step.visible_to(actor).filter(case=case).with_things())
    news = list(Happening.visible_to(actor).filter(case=case).unsettled().with_group())
    return {
        "case": case,
        "goals": [plan_presenters.GoalLine.of(goal) for goal in goals],
        "steps": plan_presenters.at_desk([step for step in steps if step.is_open], case.person_id),
        "closed_steps": plan_presenters.at_desk([step for step in steps if not step.is_open], case.person_id),
        "news": [plan_presenters.NewsLine.of(one) for one in news],
        "kinds": plan_presenters.kinds(),
    }


class MyPlan(Section):
    """What was prescribed to them, and the plan that they made, in plain words. Five queries at most."""

    template_name = "prescriptions/my/section.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        actor, person = parent_context["request"].actor, parent_context["person"]
        found = Prescription.visible_to(actor).of(person.pk).in_force().select_related("centre", "case")
        rows = list(found[:MOST_HERE])
        goals = list(Goal.visible_to(actor).filter(case__prescription__in=rows).in_order())
        steps = list(Step.visible_to(actor).filter(case__prescription__in=rows).open().with_things())
        return {"plans": client_plans.plans_for_client(rows, goals, steps, person.pk, on_paper=False)}
