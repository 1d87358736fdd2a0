from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from evaluation import (  # noqa: F401
            copies,
            errors,
            merging,
            policies,
            privacy,
            receivers,
            retention,
            sections,
            tasks,
            words,
        )
        from people import copies as own_copies
        from people import sections as shelves

        part = own_copies.Part(own_copies.Hat.CLIENT, _("Who I said I am"), copies.who_they_are, copies.rows)
        own_copies.parts.register("equity", part)
        shelves.my.register("about_me", sections.AboutMe())
        shelves.person.register("who_they_are", sections.WhoTheyAre())
