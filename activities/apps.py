from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "activities"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from activities import demo, errors, merging, notices, policies, privacy, sms, tasks, voice  # noqa: F401
        from activities.panels import LeadersAsk, LeadersNotes, OpenRegisters, ToReview, Unconfirmed, Worries
        from activities.sections import MyGroups, MyPlaces, MyProposals, PlacesOfPerson
        from activities.soon import SeatsFree
        from activities.today import Today
        from core import desk
        from core.actors import CARE_ROLES, Role
        from core.demo import builders
        from notifications.panels import PeopleToCall
        from people import sections

        desk.panels.register("worries", Worries())
        desk.panels.register("calls", PeopleToCall())
        desk.panels.register("seats_free", SeatsFree())
        desk.panels.register("today", Today())
        desk.panels.register("registers", OpenRegisters())
        desk.panels.register("proposals", ToReview())
        desk.panels.register("unconfirmed", Unconfirmed())
        desk.panels.register("asked", LeadersAsk())
        desk.panels.register("notes", LeadersNotes())
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
        sections.person.register("places", PlacesOfPerson())
        builders.register("activities", demo.build)
