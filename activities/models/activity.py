"""What happens again and again: a group, a drop-in, a course."""

from typing import Self

from django.db import models
from django.db.models import Case, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models.details import SCHEDULE_IS_COMPLETE, GroupDetails
from activities.models.proposal import Proposal
from champions.models import Champion
from core.actors import CARE_ROLES, Actor
from core.querysets import Scoped, ScopedQuerySet


class ActivityState(models.TextChoices):
    DRAFT = "draft", _("a draft, not on the site yet")
    PUBLISHED = "published", _("on the site")
    DORMANT = "dormant", _("not on the site: nobody has said that it goes on")
    ENDED = "ended", _("ended")


class ActivityQuerySet(ScopedQuerySet):
    def published(self) -> Self:
        """What the public site shows."""
        return self.filter(state=ActivityState.PUBLISHED, centre__listed=True)

    def hidden(self) -> Self:
        """What the public site does not show: the rest."""
        return self.filter(~Q(state=ActivityState.PUBLISHED) | Q(centre__listed=False))

    def visible_to(self, actor: Actor) -> Self:
        """Care staff: their centre's, drafts too. Anybody: what they lead."""
        if actor.is_system:
            return self
        scope = Q(pk__in=Activity.objects.led_by(actor.person_id).values("pk"))
        if actor.has(*CARE_ROLES) and actor.centre_id:
            scope |= Q(centre=actor.centre_id)
        return self.filter(scope)

    def unconfirmed(self) -> Self:
        """Whose leaders are asked whether it goes on, and those that are off the site because nobody said so."""
        return self.filter(
            Q(state=ActivityState.PUBLISHED, asked_at__isnull=False) | Q(state=ActivityState.DORMANT)
        ).order_by("confirmed_at", "pk")

    def at_desk(self, centre_id: int | None) -> Self:
        """The centre's by title: drafts first, for they wait for somebody; then those on the site."""
        rows = self.filter(centre=centre_id).select_related("centre", "venue", "source")
        order = (When(state=state, then=place) for place, state in enumerate(ActivityState))
        return rows.order_by(Case(*order), "sort_en", "pk")

    def led_by(self, person_id: int | None) -> Self:
        """A draft is led by nobody yet."""
        if person_id is None:
            return self.none()
        led = Activity.leaders.through.objects.filter(champion__person=person_id)
        return self.filter(pk__in=led.values("activity")).exclude(state=ActivityState.DRAFT)

    def led_actively_by(self, person_id: int) -> Self:
        """… by a champion who is active just now."""
        mine = Champion.objects.active().led_by(person_id)
        led = Activity.leaders.through.objects.filter(champion__in=mine)
        return self.filter(pk__in=led.values("activity")).exclude(state=ActivityState.DRAFT)


class Activity(GroupDetails, Scoped):
    """A group on the site, or a draft of one. Its sessions are rows of their own; this holds what they share."""

    slug = models.SlugField(max_length=100, unique=True)
    proposal = models.OneToOneField(
        Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="activity"
    )
    leaders = models.ManyToManyField(Champion, related_name="activities")
    # Codes of `champions.models.Work`: what leading it is beside what follows from how people join.
    works = models.JSONField(default=list, blank=True)
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
    confirmed_at = models.DateTimeField(default=timezone.now)  # the last sign that the group goes on
    asked_at = models.DateTimeField(null=True, blank=True)  # since then its leaders are asked whether it does

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
