"""What happens again and again: a group, a drop-in, a course."""

from typing import Self

from django.db import models
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from activities.models.details import SCHEDULE_IS_COMPLETE, GroupDetails
from activities.models.proposal import Proposal
from champions.models import Champion
from core.actors import CARE_ROLES, Actor
from core.querysets import Scoped, ScopedQuerySet


class ActivityState(models.TextChoices):
    PUBLISHED = "published", _("on the site")
    ENDED = "ended", _("ended")


class ActivityQuerySet(ScopedQuerySet):
    def published(self) -> Self:
        """What the public site shows."""
        return self.filter(state=ActivityState.PUBLISHED, centre__listed=True)

    def hidden(self) -> Self:
        """What the public site does not show: the rest."""
        return self.filter(~Q(state=ActivityState.PUBLISHED) | Q(centre__listed=False))

    def visible_to(self, actor: Actor) -> Self:
        """Care staff: their centre's. Anybody: what they lead."""
        if actor.is_system:
            return self
        scope = Q(pk__in=Activity.objects.led_by(actor.person_id).values("pk"))
        if actor.has(*CARE_ROLES) and actor.centre_id:
            scope |= Q(centre=actor.centre_id)
        return self.filter(scope)

    def at_desk(self, centre_id: int | None) -> Self:
        """The centre's, those on the site first, by title."""
        rows = self.filter(centre=centre_id).select_related("centre", "venue")
        return rows.order_by(Case(When(state=ActivityState.PUBLISHED, then=0), default=1), "sort_en", "pk")

    def led_by(self, person_id: int | None) -> Self:
        if person_id is None:
            return self.none()
        led = Activity.leaders.through.objects.filter(champion__person=person_id)
        return self.filter(pk__in=led.values("activity"))


class Activity(GroupDetails, Scoped):
    """A published group. Its sessions are rows of their own; this holds what they share."""

    slug = models.SlugField(max_length=100, unique=True)
    proposal = models.OneToOneField(
        Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="activity"
    )
    leaders = models.ManyToManyField(Champion, related_name="activities")
    state = models.CharField(max_length=20, choices=ActivityState.choices, default=ActivityState.PUBLISHED)
    # Filled by `search.fill`: what the site searches and sorts by, lower case and without accents.
    search_text = models.TextField(blank=True, editable=False)
    sort_en = models.CharField(max_length=100, blank=True, editable=False)
    sort_fr = models.CharField(max_length=100, blank=True, editable=False)
    # A number to say or to key in on the telephone. Shown on posters; opens a sign-up, reveals nothing.
    join_code = models.CharField(max_length=6, unique=True, null=True, editable=False)
    # Codes of `centres.models.Deed`: what its leaders change by themselves; null: what the centre says.
    leaders_may = models.JSONField(null=True, blank=True)
    published_at = models.DateTimeField()
    modified_at = models.DateTimeField()

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        indexes = [
            models.Index(fields=["state", "sort_en"], name="activities_by_title_en"),
            models.Index(fields=["state", "sort_fr"], name="activities_by_title_fr"),
            models.Index(fields=["centre", "state"], name="activities_by_centre"),
        ]
        constraints = [models.CheckConstraint(condition=SCHEDULE_IS_COMPLETE, name="activities_schedule_complete")]

    @classmethod
    def public(cls) -> ActivityQuerySet:
        return cls.objects.all().published()
