from django.apps import AppConfig


class MatchesConfig(AppConfig):
    name = "matches"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from champions.sections import file, home
        from core import desk
        from core.actors import CARE_ROLES
        from core.demo import builders
        from matches import demo, errors, merging, notices, policies, privacy, tasks, words  # noqa: F401
        from matches.panels import Companions
        from matches.sections import MatchesOfChampion, MatchesOfPerson, MyCompany, MyMatches
        from people import sections

        desk.panels.register("companions", Companions())
        desk.menu.register("matches", desk.MenuItem(_("Matches"), "desk_matches:waiting", CARE_ROLES))
        sections.my.register("company", MyCompany())
        sections.person.register("matches", MatchesOfPerson())
        file.register("matches", MatchesOfChampion())
        home.register("matches", MyMatches())
        builders.register("matches", demo.build)
