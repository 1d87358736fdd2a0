"""The history of every state, written by the state machine alone."""

from typing import Self

from django.db import models

from core.models.immutable import ByActor, Immutable, ImmutableQuerySet


class TransitionQuerySet(ImmutableQuerySet):
    def of(self, thing: models.Model) -> Self:
        """The history of one thing, oldest first."""
        return self.filter(subject=thing._meta.label_lower, subject_id=thing.pk).order_by("at", "pk")


class Transition(Immutable, ByActor):
    """One step of one thing from a state to the next: who, when, why."""

    subject = models.CharField(max_length=60)  # "activities.proposal"
    subject_id = models.BigIntegerField()
    name = models.CharField(max_length=40)
    from_state = models.CharField(max_length=30)
    to_state = models.CharField(max_length=30)
    note = models.TextField(blank=True)

    objects = TransitionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject", "subject_id", "at"], name="core_transition_subject")]

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id}: {self.from_state} → {self.to_state}"

    @classmethod
    def of(cls, thing: models.Model) -> TransitionQuerySet:
        return cls.objects.all().of(thing)
