from django.apps import AppConfig


class PrescriptionsConfig(AppConfig):
    name = "prescriptions"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from people.copies import Hat, Part, parts
        from prescriptions import copies, errors, merging, policies, privacy, tasks, words  # noqa: F401

        parts.register("prescriptions", Part(Hat.CLIENT, _("Social prescriptions"), copies.prescriptions))
        parts.register("contacts", Part(Hat.CLIENT, _("When we tried to reach you"), copies.contacts))
