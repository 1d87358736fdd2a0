"""Training that a champion has gone through; staff sign it off."""

from django.db import models

from champions.models.champion import Champion
from champions.models.clearance import FileQuerySet
from core.querysets import Scoped


class TrainingTaken(Scoped):
    """A champion has gone through a piece of training, in whichever language; the last time counts."""

    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="training")
    lesson = models.UUIDField()  # what all translations of a page have in common
    at = models.DateTimeField()

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["champion", "lesson"], name="champions_lesson_once")]
        verbose_name_plural = "training taken"

    def __str__(self) -> str:
        return f"{self.champion_id} {self.lesson}"
