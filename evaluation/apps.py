from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation"

    def ready(self) -> None:
        from evaluation import errors, merging, notices, policies, privacy, receivers, states, tasks, words  # noqa: F401

        states.sittings.witnesses.append(notices.ask_by_message)
        self._fill_asking()

    def _fill_asking(self) -> None:
        """What people and staff meet of the questions."""
        from django.utils.translation import gettext_lazy as _

        from core.actors import Role
        from core.demo import builders
        from core.desk import MenuGroup, MenuItem, menu
        from evaluation import copies, demo
        from evaluation.sections import HowItIs, MyQuestions
        from people.copies import Hat, Part, parts
        from people.sections import my
        from prescriptions.sections import case

        manager = frozenset({Role.MANAGER})
        menu.register("measures", MenuItem(_("What we ask"), "desk_measures:plan", manager, MenuGroup.CENTRE, 3))
        my.register("questions", MyQuestions(), first=True)
        case.register("how_it_is", HowItIs())
        title = _("How you are, as you told us")
        parts.register("measures", Part(Hat.CLIENT, title, copies.measures, copies.measures_as_data))
        builders.register("measures", demo.build)
