from django.apps import AppConfig


class CentresConfig(AppConfig):
    name = "centres"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from centres import demo as own_demo
        from centres import demo_resources, errors, panels, privacy  # noqa: F401
        from centres.models.resource import READERS
        from core import demo, desk

        desk.menu.register(
            "resources",
            desk.MenuItem(_("Resources"), "desk_resources:list", frozenset(READERS), desk.MenuGroup.CENTRE, 1),
        )
        desk.panels.register("resources", panels.ToConfirm())
        demo.builders.register("resources", demo_resources.build)  # the last that is registered runs first
        demo.builders.register("centres", own_demo.build)
