"""What a centre tries, what it expects of it, what it saw, and what it keeps: each trial is a page of its notebook."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from activities.models import Activity
from centres.models import Centre
from centres.models.centre import Language
from core.actors import MANAGERS, Actor, Role
from core.querysets import Scoped, ScopedQuerySet

# Coordinators and managers write; the evaluator reads along. All of them see the number that a trial watches,
# protected as everywhere.
NOTEBOOK_READERS = MANAGERS | {Role.EVALUATOR}


class TrialState(models.TextChoices):
    PLAN = "plan", pgettext_lazy("a trial", "planned")
    DOING = "doing", _("being tried")
    LOOKING = "looking", _("to be decided")
    KEPT = "kept", pgettext_lazy("a trial", "kept")
    DROPPED = "dropped", pgettext_lazy("a trial", "dropped")


OPEN = frozenset({TrialState.PLAN, TrialState.DOING, TrialState.LOOKING})
OVER = frozenset({TrialState.KEPT, TrialState.DROPPED})


class Verdict(models.TextChoices):
    """What becomes of it in the end."""

    ADOPT = "adopt", _("We keep it as it is")
    ADAPT = "adapt", _("We keep it, with changes")
    ABANDON = "abandon", _("We leave it")


class TrialQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Those of the centre, and what other centres share. Of those a page shows words alone (`shared_words`)."""
        if actor.is_system:
            return self
        if not (actor.centre_id and actor.has(*NOTEBOOK_READERS)):
            return self.none()
        return self.filter(Q(centre=actor.centre_id) | Q(shared_at__isnull=False))

    def at(self, centre_id: int | None) -> Self:
        return self.filter(centre=centre_id)

    def open(self) -> Self:
        """Whatever is to be looked at soonest first."""
        return self.filter(state__in=OPEN).order_by("look_on", "pk")

    def over(self) -> Self:
        """What ended last first."""
        return self.filter(state__in=OVER).order_by("-over_at", "-pk")

    def to_look_at(self, today: date) -> Self:
        """What was begun and whose day has come, and what was looked at and waits for a decision."""
        return self.open().filter(Q(state=TrialState.DOING, look_on__lte=today) | Q(state=TrialState.LOOKING))

    def of_others(self, centre_id: int | None) -> Self:
        """What other centres share, the newest first."""
        return self.filter(shared_at__isnull=False).exclude(centre=centre_id).order_by("-shared_at", "-pk")


class Trial(Scoped):
    """One thing that a centre tries, for a while and on purpose. `indicator` is the slug of the number it watches, if
    there is one. Its words speak of work and never of a person."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="trials")
    activity = models.ForeignKey(Activity, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    came_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=2, choices=Language.choices)  # in which it is written
    title = models.CharField(max_length=100)
    tries = models.TextField(max_length=800)
    expects = models.TextField(max_length=800)
    indicator = models.CharField(max_length=40, blank=True)
    begins_on = models.DateField()
    look_on = models.DateField()
    saw = models.TextField(max_length=1200, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    keeps = models.TextField(max_length=800, blank=True)
    state = models.CharField(max_length=10, choices=TrialState.choices, default=TrialState.PLAN)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    over_at = models.DateTimeField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)  # since then other centres read its words
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = TrialQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["centre", "state", "look_on"], name="evaluation_trial_look"),
            models.Index(fields=["shared_at"], name="evaluation_trial_shared"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(look_on__gt=F("begins_on")), name="evaluation_trial_looks_later"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(OVER), over_at__isnull=False) & ~Q(verdict="")
                | Q(state__in=sorted(OPEN), over_at__isnull=True, verdict=""),
                name="evaluation_trial_over_is_decided",
            ),
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True) | Q(state__in=sorted(OVER)), name="evaluation_trial_shares_ends"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None
