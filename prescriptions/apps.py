from django.apps import AppConfig


class PrescriptionsConfig(AppConfig):
    name = "prescriptions"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        # First what groups and visits say on the telephone: their keys of the main menu stand before ours.
        from activities import sms as _texts_of_groups  # noqa: F401
        from activities import voice as _calls_of_groups  # noqa: F401
        from core import desk
        from core.demo import builders
        from matches import sms as _texts_of_visits  # noqa: F401
        from matches import voice as _calls_of_visits  # noqa: F401
        from people.copies import Hat, Part, parts
        from people.sections import my, person
        from prescriptions import (  # noqa: F401
            copies,
            demo,
            demo_cases,
            demo_coming_in,
            demo_plans,
            errors,
            merging,
            policies,
            privacy,
            receivers,
            sms,
            tasks,
            voice,
            words,
        )
        from prescriptions.case_panels import Cases
        from prescriptions.models import WALKERS, WRITERS
        from prescriptions.panels import Prescribing
        from prescriptions.plan_panels import FromTheGroups
        from prescriptions.plan_sections import MyPlan, PlanOfCase
        from prescriptions.sections import PrescriptionsOfPerson, case

        builders.register("prescriptions", demo.build)
        builders.register("coming_in", demo_coming_in.build)
        desk.panels.register("prescribing", Prescribing(), first=True)
        desk.menu.register(
            "prescriptions", desk.MenuItem(_("Prescriptions"), "desk_prescriptions:mine", WRITERS, key="p")
        )
        desk.menu.register("partners", desk.MenuItem(_("Partner clinics"), "desk_partners:list", WALKERS))
        person.register("prescriptions", PrescriptionsOfPerson())
        parts.register("prescriptions", Part(Hat.CLIENT, _("Social prescriptions"), copies.prescriptions))
        desk.menu.register("cases", desk.MenuItem(_("Caseload"), "desk_cases:caseload", WALKERS))
        desk.panels.register("cases", Cases(), first=True)
        builders.register("cases", demo_cases.build)
        parts.register("walked", Part(Hat.CLIENT, _("What a link worker does with you"), copies.walked))
        parts.register("contacts", Part(Hat.CLIENT, _("When we tried to reach you"), copies.contacts))
        parts.register("client_plan", Part(Hat.CLIENT, _("Your plan"), copies.plan))
        parts.register("came_back", Part(Hat.CLIENT, _("What we noted from your groups"), copies.came_back))
        case.register("plan", PlanOfCase())
        my.register("plan", MyPlan())
        desk.panels.register("from_the_groups", FromTheGroups())
        builders.register("plans", demo_plans.build)
