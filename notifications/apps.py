from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from core import health
        from notifications import gateways, privacy, sections, words  # noqa: F401
        from people.sections import my

        health.checks.register("telephone_gateway", gateways.is_configured)
        my.register("inbox", sections.Inbox())
