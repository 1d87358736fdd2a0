"""Who people say they are, kept apart; and what was counted of it."""

import json
from typing import Self

from django.db import models

from centres.models import Centre
from core.actors import Actor
from core.encrypted import EncryptedTextField
from core.querysets import Scoped, ScopedQuerySet
from evaluation.instruments.equity import Answered
from evaluation.models.readers import ReadersQuerySet
from people.models import Person


class EquityAnswersQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The person alone. Staff write, and read no more than that there is something."""
        if actor.is_system:
            return self
        return self.filter(person=actor.person_id) if actor.person_id else self.none()


class EquityAnswers(Scoped):
    """One person's. `written` is unreadable in a copy of the database, like words about somebody's health."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="equity")
    written = EncryptedTextField()
    answered_at = models.DateTimeField()

    objects = EquityAnswersQuerySet.as_manager()

    class Meta:
        verbose_name = "who they say they are"

    def __str__(self) -> str:
        return str(self.person_id)

    @property
    def given(self) -> Answered:
        answers: Answered = json.loads(self.written or "{}")
        return answers


class CountedTable(Scoped):
    """One table of one centre and one year, counted once when the year had settled, as it may be shown.

    Nobody learns from a number that moves whose answer came or went. `about`: what is counted, and by which question.
    Without a question: what may be said of a change (`services.counting.SAID`), which takes long to find.
    """

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()  # in which it begins
    about = models.CharField(max_length=80)
    question = models.CharField(max_length=20)
    table = models.JSONField()
    counted_at = models.DateTimeField()

    objects = ReadersQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "about", "question"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "year", "about", "question"], name="evaluation_counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id}, {self.year}: {self.about} by {self.question}"
