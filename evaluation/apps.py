from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from core import desk

        self._hear_the_other_rooms_first()
        from evaluation import errors, merging, policies, privacy, sms, tasks, voice, words  # noqa: F401
        from evaluation.models import READERS

        desk.menu.register(
            "evidence", desk.MenuItem(_("Evidence"), "desk_evidence:home", READERS, desk.MenuGroup.CENTRE, 9)
        )

    def _hear_the_other_rooms_first(self) -> None:
        """What groups, visits and slips say on the telephone: their keys of the main menu stand before ours."""
        from activities import sms as _texts_of_groups  # noqa: F401
        from activities import voice as _calls_of_groups  # noqa: F401
        from matches import sms as _texts_of_visits  # noqa: F401
        from matches import voice as _calls_of_visits  # noqa: F401
        from prescriptions import sms as _texts_of_slips  # noqa: F401
        from prescriptions import voice as _calls_of_slips  # noqa: F401
