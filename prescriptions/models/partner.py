"""Clinics outside the centre: who may be sent a link, and the links that each was sent."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Max, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from centres.models.centre import Language
from core.actors import Actor
from core.querysets import Scoped, ScopedQuerySet
from prescriptions.models.prescription import WALKERS, Prescription


class PartnerQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Link workers and managers: their centre's."""
        if actor.is_system:
            return self
        return self.filter(centre=actor.centre_id) if actor.has(*WALKERS) and actor.centre_id else self.none()

    def by_name(self) -> Self:
        """Those that are sent links first."""
        return self.order_by("-active", "name", "pk")

    def with_links(self, now: datetime) -> Self:
        """With the `open_links` that open something, and when they wrote by one last (`last_used`). Two queries."""
        links = PartnerLink.objects.filter(used_at=None, revoked_at=None, expires_at__gt=now)
        rows = self.annotate(last_used=Max("links__used_at", filter=Q(links__purpose=LinkPurpose.WRITE)))
        return rows.prefetch_related(Prefetch("links", queryset=links, to_attr="open_links"))


class Partner(Scoped):
    """A clinic, a school or a pharmacy that prescribes and has no account here."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.EN)
    active = models.BooleanField(default=True)  # without it no link of theirs opens anything

    objects = PartnerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "email"], name="prescriptions_partner_once")]

    def __str__(self) -> str:
        return self.name


class LinkPurpose(models.TextChoices):
    """What a link opens."""

    WRITE = "write", _("write one prescription")
    READ = "read", _("read what became of one")


class PartnerLinkQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(partner__in=Partner.visible_to(actor))

    def standing(self, now: datetime) -> Self:
        """Those that open something."""
        stands = Q(used_at=None, revoked_at=None, expires_at__gt=now, partner__active=True)
        return self.filter(stands)


class PartnerLink(Scoped):
    """A link that does one thing, once. Only the hash of its token is kept: whoever reads this table opens nothing."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=10, choices=LinkPurpose.choices, default=LinkPurpose.WRITE)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField()
    made_by_user_id = models.BigIntegerField(null=True)
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)  # handed over to the mail server
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    prescription = models.ForeignKey(Prescription, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = PartnerLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.purpose}"
