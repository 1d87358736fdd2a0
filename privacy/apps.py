from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "privacy"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from centres.reports import yearly
        from core import desk
        from core.demo import builders
        from people.copies import Hat, Part, parts
        from people.sections import my, person
        from people.services import locks
        from privacy import (  # noqa: F401
            copies,
            demo,
            errors,
            merging,
            notices,
            policies,
            privacy,
            reporting,
            tasks,
            words,
        )
        from privacy.panels import ForOfficers, PrivacyPanel
        from privacy.sections import MyRequests, PrivacyOfPerson
        from privacy.services import unusual

        locks.tells.register("unusual_look", unusual.note_override)
        desk.panels.register("privacy", PrivacyPanel())
        desk.menu.register(
            "privacy", ForOfficers(_("Privacy"), "privacy:trail", frozenset(), desk.MenuGroup.CENTRE, 2)
        )
        my.register("privacy", MyRequests())
        person.register("privacy", PrivacyOfPerson())
        asked = _("What you asked about your record")
        parts.register("record_requests", Part(Hat.CLIENT, asked, copies.requests, copies.requests_as_data))
        builders.register("privacy", demo.build)
        yearly.register("incidents", reporting.incidents)
