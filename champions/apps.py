from django.apps import AppConfig


class ChampionsConfig(AppConfig):
    name = "champions"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from champions import demo as own_demo
        from champions import errors, merging, notices, panels, policies, privacy, sections, tasks, words  # noqa: F401
        from champions import file_sections as of_file
        from core import demo, desk
        from core.actors import CARE_ROLES, Role
        from people.sections import my, person

        desk.panels.register("champions", panels.Champions())
        desk.panels.register("stuck", panels.Stuck())
        desk.panels.register("asking", panels.Asking())
        desk.menu.register("champions", desk.MenuItem(_("Champions"), "champions:list", CARE_ROLES))
        provider = frozenset({Role.PROVIDER})
        desk.menu.register("people_asked", desk.MenuItem(_("People you asked"), "champions:asked", provider))
        sections.file.register("way", of_file.Way())
        sections.file.register("told", of_file.Told())
        sections.file.register("invited", of_file.Invited())
        sections.file.register("history", of_file.History())
        sections.home.register("tell_us", of_file.TellUs())
        my.register("champion", of_file.MyWay())
        person.register("championship", sections.Championship())
        my.register("hours", sections.MyHours())
        demo.builders.register("champions", own_demo.build)
