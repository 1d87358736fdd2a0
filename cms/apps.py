"""Content: Wagtail pages, their blocks, navigation and the frame of the public site."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        from champions.services import training
        from cms import demo, lessons, receivers, tasks  # noqa: F401
        from core.demo import builders

        builders.register("cms", demo.build)
        training.sources.register("pages", lessons.lessons)
