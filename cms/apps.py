"""Content: Wagtail pages, their blocks, navigation and the frame of the public site."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        from cms import demo, receivers, tasks  # noqa: F401
        from core.demo import builders

        builders.register("cms", demo.build)
