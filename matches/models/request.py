"""Somebody who would like a companion, and what for."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from champions.models import Work
from core import languages
from core.actors import CARE_ROLES, Actor
from core.querysets import Scoped, ScopedQuerySet
from matches import parts
from matches.parts import Preferred
from people.models import Person
from people.models.lockbox import open_to


class Kind(models.TextChoices):
    """What the two do together."""

    FRIENDLY = "friendly", _("friendly visit")
    PALLIATIVE = "palliative", _("visit at the end of life")
    BUDDY = "buddy", _("going out together")

    @property
    def works(self) -> list[Work]:
        """What a champion must be cleared for."""
        return [Work.HOST] if self == Kind.BUDDY else [Work.VISIT]


class Source(models.TextChoices):
    """Who asked."""

    CLIENT = "client", _("they themselves")
    FAMILY = "family", _("their family, and they agree")
    STAFF = "staff", _("staff, and they agree")
    PRESCRIPTION = "prescription", _("a prescription")


class Urgency(models.IntegerChoices):
    ROUTINE = 0, _("in their turn")
    SOON = 1, _("soon")
    URGENT = 2, _("urgent")


class RequestState(models.TextChoices):
    WAITING = "waiting", _("waits for somebody")
    MATCHED = "matched", _("has somebody")
    WITHDRAWN = "withdrawn", _("does not want it any more")
    ENDED = "ended", _("ended")


OPEN_REQUESTS = (RequestState.WAITING, RequestState.MATCHED)


class MatchRequestQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Care staff: their centre's. Anybody: their own. A champion learns of it through the match alone.

        What stayed with a record that was merged into another is shown to nobody.
        """
        if actor.is_system:
            return self
        scope = Q(person=actor.person_id) if actor.person_id else Q(pk=None)
        if actor.has(*CARE_ROLES) and actor.centre_id:
            scope |= Q(centre=actor.centre_id) & open_to(actor)
        return self.filter(scope, person__merged_into=None)

    def at(self, centre_id: int | None) -> Self:
        return self.filter(centre=centre_id)

    def of(self, person_id: int | None) -> Self:
        """One person's, newest first."""
        return self.filter(person=person_id).order_by("-created_at", "-pk") if person_id else self.none()

    def open(self) -> Self:
        """Who waits, and who has somebody."""
        return self.filter(state__in=OPEN_REQUESTS)

    def waiting(self) -> Self:
        """The waiting list: the most urgent first, and among them whoever has waited longest."""
        return self.filter(state=RequestState.WAITING).order_by("-urgency", "created_at", "pk")

    def speaking(self, code: str) -> Self:
        """Whoever would like to talk in this language, by its code."""
        return self.annotate(codes=Cast("languages", models.TextField())).filter(codes__contains=f'"{code}"')


class MatchRequest(Scoped):
    """What somebody would like, in words that they would use; nothing about their health.

    The address is shown to a visitor from the day before a visit until they check out, and to nobody else outside
    the centre (`services.visits`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="match_requests")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    source = models.CharField(max_length=14, choices=Source.choices)
    asked_by = models.CharField(max_length=120, blank=True)  # of the family: who, and how they belong to them
    asked_by_contact = models.CharField(max_length=254, blank=True)  # … and their number or address
    # When the person themselves said that they would like it. Until then nobody is looked for: staff call first.
    agreed_at = models.DateTimeField(null=True, blank=True)
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices, default=Urgency.ROUTINE)
    wishes = models.CharField(max_length=500, blank=True)
    languages = models.JSONField(default=list, blank=True)  # codes of core.languages.Spoken
    with_interpreter = models.BooleanField(default=False)  # agreed: then no language has to be shared
    interests = models.CharField(max_length=300, blank=True)
    prefers = models.CharField(max_length=10, choices=Preferred.choices, blank=True)
    prefers_words = models.CharField(max_length=60, blank=True)  # … and in their own words
    parts = models.JSONField(default=list, blank=True)  # when it suits them: codes of `matches.parts`
    at_home = models.BooleanField(default=False)  # only then is there a street
    around = models.JSONField(default=list, blank=True)  # codes of `parts.Around`
    street = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=60, blank=True)
    postal_code = models.CharField(max_length=7, blank=True)
    way_in = models.CharField(max_length=200, blank=True)  # which door, which bell, a dog
    state = models.CharField(max_length=12, choices=RequestState.choices, default=RequestState.WAITING)
    created_at = models.DateTimeField()

    objects = MatchRequestQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["centre", "state", "-urgency", "created_at"], name="matches_request_list")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "centre", "kind"],
                condition=Q(state__in=["waiting", "matched"]),
                name="matches_one_request_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_waiting(self) -> bool:
        return self.state == RequestState.WAITING

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_REQUESTS

    @property
    def is_palliative(self) -> bool:
        return self.kind == Kind.PALLIATIVE

    @property
    def spoken(self) -> list[str]:
        """The languages in which they like to talk, in words."""
        return languages.in_words(self.languages)

    @property
    def free(self) -> list[str]:
        """When it suits them, in words."""
        return parts.in_words(self.parts)

    @property
    def found_there(self) -> list[str]:
        """What one meets in the home, in words."""
        return parts.in_words(self.around, parts.Around.choices)
