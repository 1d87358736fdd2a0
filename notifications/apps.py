from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from core import health
        from notifications import gateways

        health.checks.register("telephone_gateway", gateways.is_configured)
