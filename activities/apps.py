from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "activities"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from activities import (  # noqa: F401
            demo,
            demo_asking,
            errors,
            merging,
            notices,
            notices_asking,
            policies,
            privacy,
            sms,
            tasks,
            voice,
        )
        from activities.panels import LeadersAsk, LeadersNotes, OpenRegisters, ToReview, Unconfirmed, Worries
        from activities.panels_asking import AskedOfChampions, NewIdeas
        from activities.sections import MyGroups, MyPlaces, MyProposals, PlacesOfPerson
        from activities.sections_asking import AskedAboutPerson, AskedOfMe, IdeasHere, MyIdeas
        from activities.soon import Lifts, SeatsFree
        from activities.today import Today
        from champions import sections as champion_sections
        from core import desk
        from core.actors import CARE_ROLES, Role
        from core.demo import builders
        from notifications.panels import PeopleToCall
        from people import sections

        desk.panels.register("worries", Worries())
        desk.panels.register("calls", PeopleToCall())
        desk.panels.register("seats_free", SeatsFree())
        desk.panels.register("today", Today())
        desk.panels.register("lifts", Lifts())
        desk.panels.register("registers", OpenRegisters())
        desk.panels.register("proposals", ToReview())
        desk.panels.register("unconfirmed", Unconfirmed())
        desk.panels.register("asked", LeadersAsk())
        desk.panels.register("notes", LeadersNotes())
        desk.panels.register("invite_calls", AskedOfChampions())
        desk.panels.register("ideas", NewIdeas())
        desk.menu.register("phone", desk.MenuItem(_("Telephone"), "desk_phone:start", CARE_ROLES, key="t"), first=True)
        desk.menu.register("week", desk.MenuItem(_("This week"), "desk_week:this", CARE_ROLES))
        desk.menu.register("proposals", desk.MenuItem(_("Proposals"), "review:queue", ToReview.roles))
        desk.menu.register("activities", desk.MenuItem(_("Activities"), "desk_activities:list", CARE_ROLES))
        rules = desk.MenuItem(_("Waiting lists, lifts and follow-up"), "desk_rules:rules", frozenset({Role.MANAGER}))
        desk.menu.register("rules", rules)
        desk.menu.register("paper", desk.MenuItem(_("Paper"), "desk_paper:home", CARE_ROLES))
        sections.my.register("places", MyPlaces())
        sections.my.register("groups", MyGroups())
        sections.my.register("proposals", MyProposals())
        sections.my.register("ideas", MyIdeas())
        sections.person.register("places", PlacesOfPerson())
        sections.person.register("invite_calls", AskedAboutPerson())
        champion_sections.home.register("invite_calls", AskedOfMe())
        champion_sections.home.register("ideas", IdeasHere())
        builders.register("activities", demo.build)
        builders.register("asking", demo_asking.build)
