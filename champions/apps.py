from django.apps import AppConfig


class ChampionsConfig(AppConfig):
    name = "champions"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from champions import demo as own_demo
        from champions import errors, merging, notices, panels, policies, privacy, sections, tasks, words  # noqa: F401
        from core import demo, desk
        from core.actors import CARE_ROLES
        from people.sections import my, person

        desk.panels.register("champions", panels.Champions())
        desk.menu.register("champions", desk.MenuItem(_("Champions"), "champions:list", CARE_ROLES))
        sections.file.register("steps", sections.Steps())
        sections.home.register("steps", sections.MySteps())
        person.register("championship", sections.Championship())
        my.register("hours", sections.MyHours())
        demo.builders.register("champions", own_demo.build)
