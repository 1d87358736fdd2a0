"""What a champion would like to do with one person."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from champions.models import Champion
from core.actors import CARE_ROLES, Actor
from core.querysets import Scoped, ScopedQuerySet
from matches import parts
from matches.models.request import Kind
from matches.parts import AgeGroup, Around, Gender, Reach


class VisitorProfileQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Care staff, who look for companions: their centre's. A champion: their own."""
        if actor.is_system:
            return self
        scope = Q(champion__person=actor.person_id) if actor.person_id else Q(pk=None)
        if actor.has(*CARE_ROLES) and actor.centre_id:
            scope |= Q(champion__centre=actor.centre_id)
        return self.filter(scope)


class VisitorProfile(Scoped):
    """For whom and when, in a champion's own choice. Languages and interests are the champion's."""

    champion = models.OneToOneField(Champion, on_delete=models.CASCADE, related_name="visitor_profile")
    kinds = models.JSONField(default=list, blank=True)  # codes of `Kind`
    parts = models.JSONField(default=list, blank=True)  # codes of `matches.parts`
    town = models.CharField(max_length=60, blank=True)
    postal_code = models.CharField(max_length=7, blank=True)
    reach = models.CharField(max_length=10, choices=Reach.choices, default=Reach.TOWN)
    most = models.PositiveSmallIntegerField(_("people at most"), default=1)
    gender = models.CharField(max_length=10, choices=Gender.choices, blank=True)
    age_group = models.CharField(max_length=10, choices=AgeGroup.choices, blank=True)
    avoids = models.JSONField(default=list, blank=True)  # codes of `parts.Around`

    objects = VisitorProfileQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.champion_id}"

    @property
    def likes(self) -> list[str]:
        """What they would like to do, in words."""
        return parts.in_words(self.kinds, Kind.choices)

    @property
    def free(self) -> list[str]:
        return parts.in_words(self.parts)

    @property
    def cannot_bear(self) -> list[str]:
        return parts.in_words(self.avoids, Around.choices)
