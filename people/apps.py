from datetime import timedelta

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from core import demo, desk, jobs
        from core.actors import CARE_ROLES
        from people import (  # noqa: F401
            copies,
            errors,
            merging,
            opened,
            own_sections,
            panels,
            policies,
            privacy,
            retention,
            sections,
        )
        from people import demo as own_demo
        from people.models.contact import ContactKind
        from people.services import codes

        copies.register_own()
        desk.menu.register("people", desk.MenuItem(_("People"), "desk:people", CARE_ROLES, desk.MenuGroup.PEOPLE, 1))
        desk.panels.register("doubles", panels.Doubles())
        sections.person.register("doubles", panels.DoublesOfPerson(), first=True)
        sections.person.register("records", panels.RecordsOfPerson())
        sections.person.register("links", own_sections.LinksOfPerson())
        codes.ways.register(ContactKind.EMAIL, codes.Way(codes.by_email))
        jobs.register("people.forget_codes", every=timedelta(days=1), run=codes.forget_old)
        demo.builders.register("people", own_demo.build)
