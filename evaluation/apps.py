from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation"

    def ready(self) -> None:
        from evaluation import errors, merging, policies, privacy, tasks, words  # noqa: F401
