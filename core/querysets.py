"""The only way from a screen to rows: a queryset that knows who asks."""

from typing import Any, Self

from django.db import models

from core.actors import Actor


class ScopedQuerySet(models.QuerySet[Any]):
    """Base of every domain queryset. Subclasses say whose rows an actor may see; the default is none."""

    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self
        return self.none()


class Scoped(models.Model):
    """A model whose rows screens reach with `Model.visible_to(actor)`, never through its manager."""

    # Wagtail would index the links of every row at every save, and show them to whoever edits pages.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, actor: Actor) -> Any:
        """The rows that this actor may see."""
        return cls._default_manager.get_queryset().visible_to(actor)  # type: ignore[attr-defined]
