from django.apps import AppConfig


class ChampionsConfig(AppConfig):
    name = "champions"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from champions import demo as own_demo
        from champions import panels, policies, privacy, words  # noqa: F401
        from core import demo, desk
        from core.actors import CARE_ROLES

        desk.panels.register("champions", panels.Champions())
        desk.menu.register("champions", desk.MenuItem(_("Champions"), "champions:list", CARE_ROLES))
        demo.builders.register("champions", own_demo.build)
