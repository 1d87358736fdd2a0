from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core import jobs, receivers  # noqa: F401

        jobs.register_own()
