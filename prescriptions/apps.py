from django.apps import AppConfig


class PrescriptionsConfig(AppConfig):
    name = "prescriptions"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from core import desk
        from core.demo import builders
        from people.copies import Hat, Part, parts
        from people.sections import my
        from prescriptions import (  # noqa: F401
            copies,
            demo_plans,
            errors,
            merging,
            policies,
            privacy,
            receivers,
            tasks,
            words,
        )
        from prescriptions.plan_panels import FromTheGroups
        from prescriptions.plan_sections import MyPlan, PlanOfCase
        from prescriptions.sections import case

        parts.register("prescriptions", Part(Hat.CLIENT, _("Social prescriptions"), copies.prescriptions))
        parts.register("contacts", Part(Hat.CLIENT, _("When we tried to reach you"), copies.contacts))
        parts.register("client_plan", Part(Hat.CLIENT, _("Your plan"), copies.plan))
        parts.register("came_back", Part(Hat.CLIENT, _("What we noted from your groups"), copies.came_back))
        case.register("plan", PlanOfCase())
        my.register("plan", MyPlan())
        desk.panels.register("from_the_groups", FromTheGroups())
        builders.register("plans", demo_plans.build)
