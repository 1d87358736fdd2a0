from django.apps import AppConfig


class PrescriptionsConfig(AppConfig):
    name = "prescriptions"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from people.copies import Hat, Part, parts
        from prescriptions import copies, errors, merging, policies, privacy, tasks, words  # noqa: F401

        self._give_word_back()
        parts.register("prescriptions", Part(Hat.CLIENT, _("Social prescriptions"), copies.prescriptions))
        parts.register("words", Part(Hat.CLIENT, _("What whoever prescribed may hear"), copies.words))
        parts.register("contacts", Part(Hat.CLIENT, _("When we tried to reach you"), copies.contacts))

    def _give_word_back(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from core import desk
        from prescriptions import sections, states
        from prescriptions.models import WALKERS, WRITERS
        from prescriptions.services import word_back
        from prescriptions.word_panels import WordsWaiting
        from prescriptions.word_sections import WordsTold

        states.cases.witnesses.append(word_back.at_step)
        desk.panels.register("words_waiting", WordsWaiting())
        desk.menu.register("words", desk.MenuItem(_("What became of mine"), "desk_words:list", WRITERS))
        desk.menu.register("exchange", desk.MenuItem(_("Exchange"), "desk_exchange:home", WALKERS))
        sections.prescription.register("words_told", WordsTold())
        sections.case.register("words_told", WordsTold())
