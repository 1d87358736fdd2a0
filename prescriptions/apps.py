from django.apps import AppConfig


class PrescriptionsConfig(AppConfig):
    name = "prescriptions"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from core import desk
        from core.demo import builders
        from people.copies import Hat, Part, parts
        from people.sections import person
        from prescriptions import copies, demo, errors, merging, policies, privacy, tasks, words  # noqa: F401
        from prescriptions.models import WRITERS
        from prescriptions.panels import Prescribing
        from prescriptions.sections import PrescriptionsOfPerson

        builders.register("prescriptions", demo.build)
        desk.panels.register("prescribing", Prescribing(), first=True)
        desk.menu.register(
            "prescriptions", desk.MenuItem(_("Prescriptions"), "desk_prescriptions:mine", WRITERS, key="p")
        )
        person.register("prescriptions", PrescriptionsOfPerson())
        parts.register("prescriptions", Part(Hat.CLIENT, _("Social prescriptions"), copies.prescriptions))
        parts.register("contacts", Part(Hat.CLIENT, _("When we tried to reach you"), copies.contacts))
