from django.apps import AppConfig


class PrescriptionsConfig(AppConfig):
    name = "prescriptions"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from core import desk
        from core.demo import builders
        from people.copies import Hat, Part, parts
        from prescriptions import copies, demo_cases, errors, merging, policies, privacy, tasks, words  # noqa: F401
        from prescriptions.models import WALKERS
        from prescriptions.panels import Cases

        parts.register("prescriptions", Part(Hat.CLIENT, _("Social prescriptions"), copies.prescriptions))
        desk.menu.register("cases", desk.MenuItem(_("Caseload"), "desk_cases:caseload", WALKERS))
        desk.panels.register("cases", Cases(), first=True)
        builders.register("cases", demo_cases.build)
        parts.register("walked", Part(Hat.CLIENT, _("What a link worker does with you"), copies.walked))
        parts.register("contacts", Part(Hat.CLIENT, _("When we tried to reach you"), copies.contacts))
