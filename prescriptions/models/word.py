"""Word back: how far a prescription has come, for whoever wrote it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.actors import Actor
from core.querysets import Scoped, ScopedQuerySet
from people.models.consent import Purpose
from prescriptions.models.prescription import Prescription
from prescriptions.models.told_now import agrees


class WordKind(models.TextChoices):
    """What happened, in the order in which it usually does."""

    RECEIVED = "received", _("a link worker has it")
    CONTACTED = "contacted", _("we have talked with the client")
    ATTENDING = "attending", _("the client takes part")
    UNREACHED = "unreached", _("we could not reach the client")
    CLOSED = "closed", _("the link worker’s work has ended")


class WordQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(prescription__in=Prescription.visible_to(actor))

    def allowed(self) -> Self:
        """Those whose client agrees, just now, that they are heard."""
        return self.alias(agrees=agrees(Purpose.WORD_BACK, "prescription__person")).filter(agrees=True)

    def written_by(self, user_id: int | None) -> Self:
        """About the prescriptions that this account wrote."""
        return self.filter(prescription__written_by=user_id) if user_id else self.none()

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def in_order(self) -> Self:
        return self.order_by("at", "pk")


class Word(Scoped):
    """One step, said once; once more where the work was taken up again after its end.

    It holds no word about the client. What its reader learns is put together when they read it, from what the client
    agrees to at that moment: so a word that was told can become unreadable.
    """

    prescription = models.ForeignKey(Prescription, on_delete=models.CASCADE, related_name="words")
    kind = models.CharField(max_length=10, choices=WordKind.choices)
    turn = models.PositiveSmallIntegerField(default=0)  # how often the work had been taken up again
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, editable=False)
    read_by_user_id = models.BigIntegerField(null=True, editable=False)

    objects = WordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prescription", "kind", "turn"], name="prescriptions_word_once"),
        ]
        indexes = [
            models.Index(fields=["prescription", "at"], condition=Q(read_at=None), name="prescriptions_word_unread")
        ]

    def __str__(self) -> str:
        return f"{self.prescription_id}: {self.kind}"
