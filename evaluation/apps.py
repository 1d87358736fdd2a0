from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation"

    def ready(self) -> None:
        self._hear_the_other_rooms_first()
        from evaluation import (  # noqa: F401
            errors,
            merging,
            notices,
            policies,
            privacy,
            receivers,
            retention,
            sms,
            states,
            story_notices,
            survey_notices,
            tasks,
            voice,
            words,
        )
        from evaluation.services import sittings
        from prescriptions.states import cases

        cases.witnesses.append(sittings.call_off_with)
        states.sittings.witnesses.append(notices.ask_by_message)
        states.stories.witnesses.append(story_notices.ask_by_message)
        self._fill_desk()
        self._fill_asking()
        self._fill_who_they_are()
        self._fill_notebook()
        self._fill_stories()
        self._fill_surveys()

    def _hear_the_other_rooms_first(self) -> None:
        """What groups, visits and slips say on the telephone: their keys of the main menu stand before ours."""
        from activities import sms as _texts_of_groups  # noqa: F401
        from activities import voice as _calls_of_groups  # noqa: F401
        from matches import sms as _texts_of_visits  # noqa: F401
        from matches import voice as _calls_of_visits  # noqa: F401
        from prescriptions import sms as _texts_of_slips  # noqa: F401
        from prescriptions import voice as _calls_of_slips  # noqa: F401

    def _fill_desk(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from core.actors import Role
        from core.desk import MenuGroup, MenuItem, menu
        from evaluation.models import READERS

        manager = frozenset({Role.MANAGER})
        menu.register("measures", MenuItem(_("What we ask"), "desk_measures:plan", manager, MenuGroup.CENTRE, 3))
        menu.register("evidence", MenuItem(_("Evidence"), "desk_evidence:home", READERS, MenuGroup.CENTRE, 9))

    def _fill_asking(self) -> None:
        """What people and staff meet of the questions."""
        from django.utils.translation import gettext_lazy as _

        from core.demo import builders
        from evaluation import copies, demo, demo_reports, demo_years
        from evaluation.sections import HowItIs, MyQuestions
        from people.copies import Hat, Part, parts
        from people.sections import my
        from prescriptions.sections import case

        my.register("questions", MyQuestions(), first=True)
        case.register("how_it_is", HowItIs())
        title = _("How you are, as you told us")
        parts.register("measures", Part(Hat.CLIENT, title, copies.measures, copies.measures_as_data))
        builders.register("years", demo_years.build)
        builders.register("measures", demo.build)
        builders.register("reports", demo_reports.build)

    def _fill_who_they_are(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from evaluation import equity_copies
        from evaluation.equity_sections import AboutMe, WhoTheyAre
        from people.copies import Hat, Part, parts
        from people.sections import my, person

        title = _("Who I said I am")
        parts.register("equity", Part(Hat.CLIENT, title, equity_copies.who_they_are, equity_copies.rows))
        my.register("about_me", AboutMe())
        person.register("who_they_are", WhoTheyAre())

    def _fill_notebook(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from core.demo import builders
        from core.desk import MenuGroup, MenuItem, menu, panels
        from evaluation import demo_notebook
        from evaluation.models import NOTEBOOK_READERS
        from evaluation.panels import LookAgain

        item = MenuItem(_("Notebook"), "desk_notebook:list", NOTEBOOK_READERS, MenuGroup.CENTRE, 10)
        menu.register("notebook", item)
        panels.register("look_again", LookAgain())
        builders.register("notebook", demo_notebook.build)

    def _fill_stories(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from core.demo import builders
        from evaluation import demo_stories, story_copies
        from evaluation.story_sections import MyStories, TheirStories
        from people.copies import Hat, Part, parts
        from people.sections import my, person

        parts.register(
            "told_stories", Part(Hat.CLIENT, _("The stories that you told us"), story_copies.lines, story_copies.rows)
        )
        my.register("stories", MyStories())
        person.register("stories", TheirStories())
        builders.register("told_stories", demo_stories.build)

    def _fill_surveys(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from core.demo import builders
        from core.desk import panels
        from evaluation import survey_copies, survey_demo
        from evaluation.survey_sections import MySurveys, WaitingSurveys
        from people.copies import Hat, Part, parts
        from people.sections import my

        my.register("surveys", MySurveys())
        panels.register("surveys", WaitingSurveys())
        builders.register("surveys", survey_demo.build)
        title = _("What you were asked as a champion")
        parts.register("surveys", Part(Hat.CHAMPION, title, survey_copies.asked, survey_copies.rows))
