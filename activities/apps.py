from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "activities"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from activities import (  # noqa: F401
            asking_notices,
            copies,
            demo,
            demo_asking,
            demo_ended,
            demo_leading,
            errors,
            leading_notices,
            merging,
            notices,
            policies,
            privacy,
            retention,
            sms,
            tasks,
            voice,
        )
        from activities.asking_panels import AskedOfChampions, NewIdeas
        from activities.asking_sections import AskedAboutPerson, AskedOfMe, IdeasHere, MyIdeas
        from activities.covering import ToCover, Uncovered
        from activities.leading_sections import AskedToStandIn, FromMyGroups, WhatICanDo, WhatIsNext
        from activities.panels import (
            LeadersAsk,
            LeadersNotes,
            OpenRegisters,
            Renewals,
            SubstitutesWanted,
            ToReview,
            Unconfirmed,
            Worries,
        )
        from activities.sections import MyGroups, MyPlaces, MyProposals, PlacesOfPerson
        from activities.services import covering, lapses
        from activities.soon import SeatsFree
        from activities.today import Today
        from champions import load
        from champions.sections import file as champion_file
        from champions.sections import home
        from champions.services import steps
        from core import desk
        from core.actors import CARE_ROLES, Role
        from core.demo import builders
        from notifications.panels import PeopleToCall
        from people import sections
        from people.copies import Hat, Part, parts

        desk.panels.register("worries", Worries())
        desk.panels.register("substitutes", SubstitutesWanted())
        desk.panels.register("calls", PeopleToCall())
        desk.panels.register("seats_free", SeatsFree())
        desk.panels.register("today", Today())
        desk.panels.register("registers", OpenRegisters())
        desk.panels.register("proposals", ToReview())
        desk.panels.register("unconfirmed", Unconfirmed())
        desk.panels.register("asked", LeadersAsk())
        desk.panels.register("renewals", Renewals())
        desk.panels.register("notes", LeadersNotes())
        desk.panels.register("invite_calls", AskedOfChampions())
        desk.panels.register("ideas", NewIdeas())
        desk.menu.register(
            "phone", desk.MenuItem(_("Telephone"), "desk_phone:start", CARE_ROLES, desk.MenuGroup.CALLS, 1, key="t")
        )
        desk.menu.register(
            "week", desk.MenuItem(_("This week"), "desk_week:this", CARE_ROLES, desk.MenuGroup.GROUPS, 1)
        )
        desk.menu.register(
            "proposals", desk.MenuItem(_("Proposals"), "review:queue", ToReview.roles, desk.MenuGroup.GROUPS, 3)
        )
        desk.menu.register(
            "activities", desk.MenuItem(_("Activities"), "desk_activities:list", CARE_ROLES, desk.MenuGroup.GROUPS, 2)
        )
        rules = desk.MenuItem(
            _("Waiting lists, lifts and follow-up"),
            "desk_rules:rules",
            frozenset({Role.MANAGER}),
            desk.MenuGroup.GROUPS,
            5,
        )
        desk.menu.register("rules", rules)
        desk.menu.register(
            "renewals",
            desk.MenuItem(_("Steps to renew"), "desk_renewals:list", ToReview.roles, desk.MenuGroup.PEOPLE, 7),
        )
        desk.menu.register("paper", desk.MenuItem(_("Paper"), "desk_paper:home", CARE_ROLES, desk.MenuGroup.GROUPS, 4))
        sections.my.register("places", MyPlaces())
        sections.my.register("from_groups", FromMyGroups())
        sections.my.register("groups", MyGroups())
        sections.my.register("proposals", MyProposals())
        sections.my.register("ideas", MyIdeas())
        sections.person.register("places", PlacesOfPerson())
        desk.panels.register("uncovered", Uncovered())
        champion_file.register("to_cover", ToCover(), first=True)
        load.measures.register("groups", load.Measure(_("Groups led"), covering.groups_led, heavy=4))
        load.measures.register("stood_in", load.Measure(_("Stood in, 12 weeks"), covering.stood_in, heavy=4))
        parts.register("places", Part(Hat.CLIENT, _("Places"), copies.places, copies.places_as_data))
        calls = _("Calls by Health Champions")
        parts.register("invite_calls", Part(Hat.CLIENT, calls, copies.invite_calls, copies.invite_calls_as_data))
        parts.register("ideas", Part(Hat.CLIENT, _("Ideas"), copies.ideas, copies.ideas_as_data))
        every_time = (copies.standing_places, copies.standing_places_as_data)
        parts.register("standing_places", Part(Hat.CLIENT, _("Every time"), *every_time))
        # Each before what is there: questions stand above dates, and both above what champions decide once.
        home.register("doing", WhatICanDo(), first=True)
        home.register("next", WhatIsNext(), first=True)
        home.register("asked_to_stand_in", AskedToStandIn(), first=True)
        sections.person.register("invite_calls", AskedAboutPerson())
        home.register("invite_calls", AskedOfMe())
        home.register("ideas", IdeasHere())
        steps.done_by.register("groups", lapses.works_led)
        # Building goes from the last to the first: both need groups.
        builders.register("asking", demo_asking.build)
        builders.register("leading", demo_leading.build)
        builders.register("ended", demo_ended.build)
        builders.register("activities", demo.build)
