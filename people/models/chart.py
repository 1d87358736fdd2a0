"""The number under which a centre's medical record system knows somebody."""

from typing import Self

from django.db import models

from centres.models import Centre
from core.actors import Actor
from core.querysets import Scoped, ScopedQuerySet
from people.models.person import Person


class ChartNumberQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever may see the person, at the centre whose number it is; the person sees all of theirs."""
        if actor.is_system:
            return self
        here = models.Q(centre=actor.centre_id) if actor.centre_id else models.Q(pk=None)
        own = models.Q(person=actor.person_id) if actor.person_id else models.Q(pk=None)
        return self.filter(here | own, person__in=Person.visible_to(actor))


class ChartNumber(Scoped):
    """One centre's chart number of one person. No health card number: many clients have none, and it is no key."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="chart_numbers")
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    number = models.CharField(max_length=30)  # as `services.charts` writes it: in capitals, without spaces

    objects = ChartNumberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="people_chart_number_once"),
            models.UniqueConstraint(fields=["person", "centre"], name="people_one_chart_number"),
        ]

    def __str__(self) -> str:
        return f"of person {self.person_id}"
