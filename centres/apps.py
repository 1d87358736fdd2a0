from django.apps import AppConfig


class CentresConfig(AppConfig):
    name = "centres"

    def ready(self) -> None:
        from centres import demo as own_demo
        from core import demo

        demo.builders.register("centres", own_demo.build)
