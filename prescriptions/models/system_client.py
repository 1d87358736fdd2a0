"""Another system that reads over `/fhir/`: a centre's medical record system, usually."""

import uuid
from typing import Self

from django.db import models
from oauth2_provider.models import AbstractApplication

from centres.models import Centre
from core.actors import Actor, Role
from core.querysets import Scoped, ScopedQuerySet


class SystemClientQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """A manager: their centre's."""
        if actor.is_system:
            return self
        return self.filter(centre=actor.centre_id) if actor.centre_id and actor.has(Role.MANAGER) else self.none()

    def in_force(self) -> Self:
        return self.filter(revoked_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-created", "-pk")


class SystemClient(Scoped, AbstractApplication):
    """Bound to one centre; it reads, and can do nothing else. Its secret is shown once and kept as a hash."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    made_by_user_id = models.BigIntegerField(null=True)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = SystemClientQuerySet.as_manager()

    class Meta(AbstractApplication.Meta):
        abstract = False

    def is_usable(self, request: object) -> bool:  # noqa: ARG002 - the toolkit asks
        """Whether it gets tokens."""
        return self.revoked_at is None
