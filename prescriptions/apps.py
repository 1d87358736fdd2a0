from django.apps import AppConfig


class PrescriptionsConfig(AppConfig):
    name = "prescriptions"

    def ready(self) -> None:
        # First what groups and visits say on the telephone: their keys of the main menu stand before ours.
        from activities import sms as _texts_of_groups  # noqa: F401
        from activities import voice as _calls_of_groups  # noqa: F401
        from matches import sms as _texts_of_visits  # noqa: F401
        from matches import voice as _calls_of_visits  # noqa: F401
        from prescriptions import (  # noqa: F401
            errors,
            merging,
            policies,
            privacy,
            receivers,
            retention,
            sms,
            states,
            tasks,
            voice,
            words,
        )
        from prescriptions.models import Source
        from prescriptions.services import partner_words, word_back

        word_back.tellers.register(Source.PARTNER, partner_words.soon)
        states.cases.witnesses.append(word_back.at_step)
        self._fill_the_desk()
        self._fill_pages()
        self._fill_copies()
        self._build_demo()

    def _fill_the_desk(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from core.desk import MenuGroup, MenuItem, menu, panels
        from prescriptions.case_panels import Cases
        from prescriptions.models import WALKERS, WRITERS
        from prescriptions.panels import Prescribing
        from prescriptions.plan_panels import FromTheGroups
        from prescriptions.word_panels import WordsWaiting

        panels.register("prescribing", Prescribing(), first=True)
        panels.register("cases", Cases(), first=True)
        panels.register("from_the_groups", FromTheGroups())
        panels.register("words_waiting", WordsWaiting())
        menu.register(
            "prescriptions",
            MenuItem(_("Prescriptions"), "desk_prescriptions:mine", WRITERS, MenuGroup.PRESCRIPTIONS, 1, key="p"),
        )
        menu.register("cases", MenuItem(_("Caseload"), "desk_cases:caseload", WALKERS, MenuGroup.PRESCRIPTIONS, 2))
        menu.register(
            "words", MenuItem(_("What became of mine"), "desk_words:list", WRITERS, MenuGroup.PRESCRIPTIONS, 3)
        )
        menu.register(
            "partners", MenuItem(_("Partner clinics"), "desk_partners:list", WALKERS, MenuGroup.PRESCRIPTIONS, 4)
        )
        menu.register("exchange", MenuItem(_("Exchange"), "desk_exchange:home", WALKERS, MenuGroup.PRESCRIPTIONS, 5))

    def _fill_pages(self) -> None:
        from people.sections import my, person
        from prescriptions.plan_sections import MyPlan, PlanOfCase
        from prescriptions.sections import PrescriptionsOfPerson, case, prescription
        from prescriptions.word_sections import WordsTold

        person.register("prescriptions", PrescriptionsOfPerson())
        my.register("plan", MyPlan())
        prescription.register("words_told", WordsTold())
        case.register("plan", PlanOfCase())
        case.register("words_told", WordsTold())

    def _fill_copies(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from people.copies import Hat, Part, parts
        from prescriptions import copied_fields, copies

        for slug, (title, lines, rows) in {
            "prescriptions": (_("Social prescriptions"), copies.prescriptions, copied_fields.prescriptions),
            "words": (_("What whoever prescribed may hear"), copies.words, copied_fields.words),
            "walked": (_("What a link worker does with you"), copies.walked, copied_fields.walked),
            "contacts": (_("When we tried to reach you"), copies.contacts, copied_fields.contacts),
            "client_plan": (_("Your plan"), copies.plan, copied_fields.plan),
            "came_back": (_("What we noted from your groups"), copies.came_back, copied_fields.came_back),
        }.items():
            parts.register(slug, Part(Hat.CLIENT, title, lines, rows))

    def _build_demo(self) -> None:
        from core.demo import builders
        from prescriptions import demo, demo_cases, demo_coming_in, demo_plans, demo_words

        # What was registered last is built first.
        builders.register("words", demo_words.build)
        builders.register("prescriptions", demo.build)
        builders.register("coming_in", demo_coming_in.build)
        builders.register("cases", demo_cases.build)
        builders.register("plans", demo_plans.build)
