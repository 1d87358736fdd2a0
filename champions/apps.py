from django.apps import AppConfig


class ChampionsConfig(AppConfig):
    name = "champions"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from champions import demo as own_demo
        from champions import errors, merging, panels, policies, privacy, sections, words  # noqa: F401
        from core import demo, desk
        from core.actors import CARE_ROLES
        from people.sections import my, person

        desk.panels.register("champions", panels.Champions())
        desk.menu.register("champions", desk.MenuItem(_("Champions"), "champions:list", CARE_ROLES))
        person.register("championship", sections.Championship())
        my.register("hours", sections.MyHours())
        sections.home.register("helping_out", sections.HelpingOut())
        demo.builders.register("champions", own_demo.build)
