from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "activities"

    def ready(self) -> None:
        from activities import demo, errors, notices, policies, tasks  # noqa: F401
        from core.demo import builders

        builders.register("activities", demo.build)
