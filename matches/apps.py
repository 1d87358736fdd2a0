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
            copies,
            demo,
            demo_visits,
            errors,
            merging,
            notices,
            policies,
            privacy,
            retention,
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
        from people.copies import Hat, Part, parts
        from people.sections import my, person

        desk.panels.register("visit_alerts", Alerts(), first=True)
        desk.panels.register("companions", Companions())
        desk.panels.register("lifts", Lifts())
        desk.menu.register(
            "matches", desk.MenuItem(_("Matches"), "desk_matches:waiting", CARE_ROLES, desk.MenuGroup.PEOPLE, 4)
        )
        desk.menu.register(
            "visits", desk.MenuItem(_("Visits"), "desk_visits:today", CARE_ROLES, desk.MenuGroup.PEOPLE, 5)
        )
        desk.menu.register("lifts", desk.MenuItem(_("Lifts"), "desk_lifts:list", CARE_ROLES, desk.MenuGroup.PEOPLE, 6))
        my.register("visits", VisitsToMe())
        my.register("company", MyCompany())
        my.register("lifts", MyLifts())
        person.register("matches", MatchesOfPerson())
        person.register("lifts", LiftsOfPerson())
        file.register("matches", MatchesOfChampion())
        home.register("visits", MyVisits())
        home.register("lifts", LiftsToDrive())
        home.register("matches", MyMatches())
        parts.register("wishes", Part(Hat.CLIENT, _("Company"), copies.wishes, copies.wishes_as_data))
        parts.register("visits_to", Part(Hat.CLIENT, _("Visits"), copies.visits_to, copies.visits_to_as_data))
        parts.register("lifts", Part(Hat.CLIENT, _("Lifts"), copies.lifts, copies.lifts_as_data))
        parts.register(
            "said_as_client",
            Part(Hat.CLIENT, _("What you said about it"), copies.said_as_client, copies.said_as_client_as_data),
        )
        parts.register("offers", Part(Hat.CHAMPION, _("Company that you offer"), copies.offers, copies.offers_as_data))
        parts.register("visits_by", Part(Hat.CHAMPION, _("Visits"), copies.visits_by, copies.visits_by_as_data))
        parts.register(
            "said_as_champion",
            Part(Hat.CHAMPION, _("What you said about it"), copies.said_as_champion, copies.said_as_champion_as_data),
        )
        # Last of all: it needs matches, and places to be driven to.
        builders.register("visits", demo_visits.build, first=True)
        builders.register("matches", demo.build)
