"""The plan that a link worker makes with the client: what they hope for, and what is done about it."""

import uuid
from typing import Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from activities.models import Booking, InviteCall
from centres.models import Resource
from champions.models import ChampionInvitation
from core.actors import Actor
from core.encrypted import EncryptedTextField
from core.querysets import Scoped, ScopedQuerySet
from matches.models import MatchRequest
from prescriptions.models.case import Case
from prescriptions.models.taking_part import TakingPart

MOST = 10  # of importance, and of confidence


def of_cases(actor: Actor) -> Q:
    """What belongs to a case: to those who walk along, and to the client themselves."""
    own = Q(case__person=actor.person_id, case__person__merged_into=None) if actor.person_id else Q(pk=None)
    return own | Q(case__in=Case.visible_to(actor))


class PlanQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Link workers and managers: their centre's. The client: their own. A champion who is part of it sees none."""
        return self if actor.is_system else self.filter(of_cases(actor))


class GoalState(models.TextChoices):
    OPEN = "open", _("open")
    REACHED = "reached", _("reached")
    PARTLY = "partly", _("partly reached")
    LET_GO = "let_go", _("let go")


class GoalQuerySet(PlanQuerySet):
    def in_order(self) -> Self:
        """As they were named, with how they were weighed each time. Two queries."""
        weighed = Prefetch("ratings", queryset=Rating.objects.order_by("asked_on", "pk"), to_attr="weighed")
        return self.prefetch_related(weighed).order_by("made_at", "pk")


class Goal(Scoped):
    """What the client hopes for, in their words."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="goals")
    words = EncryptedTextField()
    state = models.CharField(max_length=10, choices=GoalState.choices, default=GoalState.OPEN)
    made_at = models.DateTimeField()

    weighed: list["Rating"]  # first to last, where the query asked `in_order`

    objects = GoalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "made_at"], name="prescriptions_goals")]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_open(self) -> bool:
        return self.state == GoalState.OPEN


class RatingQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(goal__in=Goal.visible_to(actor))


class Rating(Scoped):
    """How much a goal matters to the client, and how sure they are to get there, from 0 to 10, on the day they said
    so. Asked again on the same day, the later answer stands."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="ratings")
    asked_on = models.DateField()
    importance = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(MOST)])
    confidence = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(MOST)])

    objects = RatingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "asked_on"], name="prescriptions_rated_once_a_day"),
            models.CheckConstraint(
                condition=(Q(importance=None) | Q(importance__lte=MOST))
                & (Q(confidence=None) | Q(confidence__lte=MOST)),
                name="prescriptions_rated_up_to_ten",
            ),
            models.CheckConstraint(
                condition=Q(importance__isnull=False) | Q(confidence__isnull=False),
                name="prescriptions_rating_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_on}: {self.importance}/{self.confidence}"


class StepKind(models.TextChoices):
    """What is done. Making a step does the thing, where it is ours to do."""

    GROUP = "group", _("a group, every time")
    DATE = "date", _("one date of a group")
    RESOURCE = "resource", _("something outside the centre")
    COMPANY = "company", _("company for one person")
    CHAMPION = "champion", _("becoming a Health Champion")
    CALL = "call", _("a champion calls and invites them")
    DOOR = "door", _("somebody meets them at the door")
    OTHER = "other", _("something else")


class Doer(models.TextChoices):
    CLIENT = "client", _("the client")
    LINK_WORKER = "link_worker", _("the link worker")
    CHAMPION = "champion", _("a Health Champion")
    OTHER = "other", _("somebody else")


class StepState(models.TextChoices):
    PLANNED = "planned", _("planned")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


OPEN_STEPS = (StepState.PLANNED, StepState.UNDER_WAY)


class StepQuerySet(PlanQuerySet):
    def open(self) -> Self:
        return self.filter(state__in=OPEN_STEPS)

    def with_things(self) -> Self:
        """With what each points at, in the same query; what is due first, first."""
        return self.select_related(
            "taking_part__activity__centre",
            "booking__session__centre",
            "resource",
            "match_request",
            "call__champion__person",
            "invitation__champion",
        ).order_by(models.F("due_on").asc(nulls_last=True), "made_at", "pk")


class Step(Scoped):
    """Something that is done about it: by whom, until when, and the thing that came of it in the room that owns it.

    The things do not point back: whoever leads a group or is asked to call sees no plan behind it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.SET_NULL, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    words = EncryptedTextField(blank=True)
    doer = models.CharField(max_length=12, choices=Doer.choices)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.PLANNED)
    made_at = models.DateTimeField()
    taking_part = models.ForeignKey(TakingPart, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    booking = models.ForeignKey(Booking, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    resource = models.ForeignKey(Resource, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    match_request = models.ForeignKey(MatchRequest, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    call = models.ForeignKey(InviteCall, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    invitation = models.ForeignKey(
        ChampionInvitation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = StepQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "state", "due_on"], name="prescriptions_steps")]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STEPS
