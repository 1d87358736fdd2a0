from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from core import desk
        from evaluation import errors, merging, policies, privacy, tasks, words  # noqa: F401
        from evaluation.models import READERS

        desk.menu.register(
            "evidence", desk.MenuItem(_("Evidence"), "desk_evidence:home", READERS, desk.MenuGroup.CENTRE, 9)
        )
