from django.apps import AppConfig


class MatchesConfig(AppConfig):
    name = "matches"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from champions.sections import file, home
        from core import desk
        from core.actors import CARE_ROLES
        from core.demo import builders
        from matches import (  # noqa: F401
            demo,
            demo_visits,
            errors,
            merging,
            notices,
            policies,
            privacy,
            sms,
            tasks,
            visit_notices,
            voice,
            words,
        )
        from matches.panels import Companions
        from matches.sections import MatchesOfChampion, MatchesOfPerson, MyCompany, MyMatches
        from matches.visit_panels import Alerts, Lifts
        from matches.visit_sections import LiftsOfPerson, LiftsToDrive, MyLifts, MyVisits, VisitsToMe
        from people.sections import my, person

        desk.panels.register("visit_alerts", Alerts(), first=True)
        desk.panels.register("companions", Companions())
        desk.panels.register("lifts", Lifts())
        desk.menu.register("matches", desk.MenuItem(_("Matches"), "desk_matches:waiting", CARE_ROLES))
        desk.menu.register("visits", desk.MenuItem(_("Visits"), "desk_visits:today", CARE_ROLES))
        desk.menu.register("lifts", desk.MenuItem(_("Lifts"), "desk_lifts:list", CARE_ROLES))
        my.register("visits", VisitsToMe())
        my.register("company", MyCompany())
        my.register("lifts", MyLifts())
        person.register("matches", MatchesOfPerson())
        person.register("lifts", LiftsOfPerson())
        file.register("matches", MatchesOfChampion())
        home.register("visits", MyVisits())
        home.register("lifts", LiftsToDrive())
        home.register("matches", MyMatches())
        # Building goes from the last to the first: visits need matches.
        builders.register("visits", demo_visits.build)
        builders.register("matches", demo.build)
