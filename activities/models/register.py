"""The register of one session: what the leader writes beside the names."""

from datetime import datetime
from typing import Self

from django.db import models

from activities.models.session import Session
from core.actors import Actor
from core.querysets import Scoped, ScopedQuerySet


class RegisterQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(session__in=Session.visible_to(actor))

    def with_note_at(self, centre_id: int | None, since: datetime) -> Self:
        """The registers of a centre's dates since then in which a leader left a note, newest first; with all that a
        row shows."""
        rows = self.filter(session__centre=centre_id, session__starts_at__gte=since).exclude(note="")
        return rows.select_related("session__activity", "session__centre").order_by("-session__starts_at", "-pk")


class Register(Scoped):
    """Who came without giving a name, and a note to staff. Named people are marked on their bookings."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="register")
    headcount = models.PositiveSmallIntegerField(default=0)  # people beside the named ones
    note = models.TextField(max_length=1000, blank=True)  # to staff; may speak of a person
    kiosk_key = models.UUIDField(null=True, editable=False)  # opens the tablet in the hall; a new one closes the old
    reminded_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = RegisterQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.session_id}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None
