from django.apps import AppConfig


class ChampionsConfig(AppConfig):
    name = "champions"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from champions import (  # noqa: F401
            copied_fields,
            copies,
            errors,
            invitation_notices,
            merging,
            notices,
            panels,
            policies,
            privacy,
            renewal_notices,
            sections,
            tasks,
            words,
        )
        from champions import demo as own_demo
        from champions import file_sections as of_file
        from champions import hats as own_hats
        from champions import support_panels as on_desk
        from champions import support_sections as support
        from core import demo, desk
        from core.actors import CARE_ROLES, Role
        from people import hats
        from people.copies import Hat, Part, parts
        from people.sections import my, person

        desk.panels.register("champions", panels.Champions())
        desk.panels.register("check_ins", on_desk.CheckIns())
        desk.panels.register("hours_to_count", on_desk.HoursToCount())
        desk.menu.register(
            "champions", desk.MenuItem(_("Champions"), "champions:list", CARE_ROLES, desk.MenuGroup.PEOPLE, 2)
        )

        desk.panels.register("stuck", panels.Stuck())
        desk.panels.register("asking", panels.Asking())
        provider = frozenset({Role.PROVIDER})
        desk.menu.register(
            "people_asked", desk.MenuItem(_("People you asked"), "champions:asked", provider, desk.MenuGroup.PEOPLE, 3)
        )
        # Before what rooms above put there: each stands above the one before it.
        sections.file.register("history", of_file.History(), first=True)
        sections.file.register("invited", of_file.Invited(), first=True)
        sections.file.register("told", of_file.Told(), first=True)
        sections.file.register("way", of_file.Way(), first=True)
        sections.home.register("tell_us", of_file.TellUs())
        my.register("champion", of_file.MyWay())
        hats.apart.register("champion", own_hats.is_apart)
        sections.file.register("steps", sections.Steps())
        sections.home.register("steps", sections.MySteps())
        person.register("championship", sections.Championship())
        my.register("hours", sections.MyHours())
        sections.home.register("helping_out", sections.HelpingOut())
        demo.builders.register("champions", own_demo.build)
        for slug, (title, lines, rows) in {
            "asked": (_("How you were asked"), copies.asked, copied_fields.asked),
            "application": (_("What you told us"), copies.application, copied_fields.application),
            "champion": (_("Health Champion"), copies.standing, copied_fields.standing),
            "steps": (_("Steps before starting"), copies.steps, copied_fields.steps),
            "plan": (_("Support plan"), copies.plan, copied_fields.plan),
            "notes": (_("Notes"), copies.notes, copied_fields.notes),
            "breaks": (_("Breaks"), copies.breaks, copied_fields.breaks),
            "hours": (_("Hours given"), copies.hours, copied_fields.hours),
            "corrections": (_("What was corrected"), copies.corrections, copied_fields.corrections),
            "thanks": (_("Thanks"), copies.thanks, copied_fields.thanks),
            "stories": (_("Stories on the site"), copies.stories, copied_fields.stories),
        }.items():
            parts.register(slug, Part(Hat.CHAMPION, title, lines, rows))
        sections.file.register("support", support.Support())
        sections.file.register("load", support.Load())
        sections.file.register("hours", support.HoursOfChampion())
        sections.file.register("thanks", support.ThanksOfChampion())
        sections.home.register("hours", support.MyHoursHere())
        sections.home.register("support", support.MySupport())
        sections.home.register("thanks", support.MyThanks())
