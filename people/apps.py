from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from core import demo, desk
        from core.actors import CARE_ROLES
        from people import demo as own_demo
        from people import errors, policies, privacy  # noqa: F401

        desk.menu.register("people", desk.MenuItem(_("People"), "desk:people", CARE_ROLES))
        demo.builders.register("people", own_demo.build)
