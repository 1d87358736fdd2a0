from django.apps import AppConfig


class MatchesConfig(AppConfig):
    name = "matches"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from champions.sections import home
        from core import desk
        from core.actors import CARE_ROLES
        from core.demo import builders
        from matches import (  # noqa: F401
            demo_visits,
            errors,
            merging,
            notices,
            panels,
            policies,
            privacy,
            sections,
            sms,
            tasks,
            voice,
            words,
        )
        from people.sections import my, person

        desk.panels.register("visit_alerts", panels.Alerts(), first=True)
        desk.panels.register("lifts", panels.Lifts())
        desk.menu.register("visits", desk.MenuItem(_("Visits"), "desk_visits:today", CARE_ROLES))
        desk.menu.register("lifts", desk.MenuItem(_("Lifts"), "desk_lifts:list", CARE_ROLES))
        home.register("visits", sections.MyVisits())
        home.register("lifts", sections.LiftsToDrive())
        my.register("visits", sections.VisitsToMe())
        my.register("lifts", sections.MyLifts())
        person.register("lifts", sections.LiftsOfPerson())
        builders.register("visits", demo_visits.build)
