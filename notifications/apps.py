from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from django.conf import settings
        from django.utils.translation import gettext_lazy as _

        from core import desk, health
        from core.actors import CARE_ROLES
        from notifications import (  # noqa: F401
            errors,
            gateways,
            lock_notices,
            merging,
            panels,
            policies,
            privacy,
            retention,
            ringing,
            sections,
            sms,
            tasks,
            voice,
            words,
        )
        from people.models.contact import ContactKind
        from people.sections import my, person
        from people.services import codes

        health.checks.register("telephone_gateway", gateways.is_configured)
        codes.ways.register(ContactKind.MOBILE, codes.Way(gateways.carry_code, gateways.carries))
        my.register("inbox", sections.Inbox())
        my.register("reach", sections.HowToReachMe())
        person.register("reach", sections.HowToReachThem(), first=True)
        person.register("messages", sections.Messages())
        person.register("calls", sections.Calls())
        if settings.PHONE_STAND_IN:
            label = _("A telephone to try")
            desk.menu.register(
                "simulator", desk.MenuItem(label, "desk_simulator:phone", CARE_ROLES, desk.MenuGroup.CALLS, 4)
            )
        desk.menu.register(
            "calls", desk.MenuItem(_("People to call"), "desk_calls:list", CARE_ROLES, desk.MenuGroup.CALLS, 2)
        )
        desk.menu.register(
            "outbox", desk.MenuItem(_("Messages"), "desk_outbox:list", CARE_ROLES, desk.MenuGroup.CALLS, 3)
        )
