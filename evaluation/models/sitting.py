"""One time at which a client is asked, and what they answered."""

import uuid
from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core.actors import Actor
from core.encrypted import EncryptedTextField
from core.querysets import Scoped, ScopedQuerySet
from evaluation.instruments import Instrument, Scale, registry
from evaluation.instruments.scoring import Lack
from evaluation.models.plan import TimePoint
from people.models import Person
from people.models.lockbox import open_to
from prescriptions.models import WALKERS, Case


class SittingState(models.TextChoices):
    """Where it stands. `planned` until its day comes."""

    PLANNED = "planned", _("planned")
    OPEN = "open", _("open")
    DONE = "done", _("answered")
    DECLINED = "declined", _("did not want to")
    LAPSED = "lapsed", _("not answered in time")
    CALLED_OFF = "called_off", _("called off")


class Way(models.TextChoices):
    """By which way it was answered."""

    WEB = "web", _("on the web")
    TEXT = "text", _("by text")
    VOICE = "voice", _("by telephone, with the keys")
    PAPER = "paper", _("on paper")
    STAFF = "staff", _("asked by staff")


class SittingQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Link workers and managers of the centre, and the person: never a champion, who may lead their group."""
        if actor.is_system:
            return self
        scope = Q(person=actor.person_id) if actor.person_id else Q(pk=None)
        if actor.centre_id and actor.has(*WALKERS):
            scope |= Q(centre=actor.centre_id) & open_to(actor, among=WALKERS)
        return self.filter(scope, person__merged_into=None)

    def open(self) -> Self:
        return self.filter(state=SittingState.OPEN)

    def due(self, now: datetime) -> Self:
        return self.filter(state=SittingState.PLANNED, opens_at__lte=now)

    def overdue(self, now: datetime) -> Self:
        return self.open().filter(closes_at__lte=now)


class Sitting(Scoped):
    """What one person is asked at one time point of one case: the instruments of the centre's plan on that day.

    It can be answered in any number of goes until `closes_at`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="sittings")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sittings")
    time_point = models.CharField(max_length=10, choices=TimePoint.choices)
    instruments = models.JSONField(default=list)  # the keys of the versions that are asked
    state = models.CharField(max_length=10, choices=SittingState.choices, default=SittingState.PLANNED)
    state_since = models.DateTimeField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    reminded = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)

    objects = SittingQuerySet.as_manager()

    class Meta:
        ordering = ["opens_at", "pk"]
        indexes = [
            models.Index(fields=["state", "opens_at"], name="evaluation_sitting_due"),
            models.Index(fields=["centre", "state", "closes_at"], name="evaluation_sitting_centre"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "time_point"], name="evaluation_asked_once"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="evaluation_closes_later"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}, {self.time_point}"

    @property
    def last_day(self) -> date:
        """The last whole day on which it can be answered, by the centre's clock. Needs the centre."""
        return self.closes_at.astimezone(self.centre.zone).date() - timedelta(days=1)

    @property
    def asked(self) -> list[Instrument]:
        """In the order in which they are asked."""
        return [registry[key] for key in self.instruments]


class MeasureQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(sitting__in=Sitting.visible_to(actor))


class Measure(Scoped):
    """What somebody answered of one instrument. `answers`: by item, a number or `DECLINED`."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="measures")
    instrument = models.CharField(max_length=30)  # its key
    answers = models.JSONField(default=dict)
    own_words = EncryptedTextField(blank=True)  # what the answer is about, where the instrument asks for it
    way = models.CharField(max_length=8, choices=Way.choices)
    begun_at = models.DateTimeField()
    answered_at = models.DateTimeField()
    by_user_id = models.BigIntegerField(null=True)  # staff who asked, or who copied the paper

    objects = MeasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "instrument"], name="evaluation_instrument_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id}, {self.instrument}"

    @property
    def asked(self) -> Instrument:
        return registry[self.instrument]


class ScoreQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(measure__in=Measure.visible_to(actor))


class Score(Scoped):
    """The score of one scale, or why there is none: written with the answers, so that it can be counted."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="scores")
    scale = models.CharField(max_length=20)
    value = models.FloatField(null=True)
    lack = models.CharField(max_length=8, choices=[(lack.value, lack.value) for lack in Lack], blank=True)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "scale"], name="evaluation_scale_once"),
            models.CheckConstraint(condition=Q(value__isnull=True) ^ Q(lack=""), name="evaluation_score_or_why_not"),
        ]

    def __str__(self) -> str:
        return f"{self.scale}: {self.value if self.lack == '' else self.lack}"

    @property
    def of(self) -> Scale:
        return self.measure.asked.scale(self.scale)
