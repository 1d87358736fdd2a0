"""What somebody would like to see at a centre, and who would come: a champion may take it up."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity
from activities.models.proposal import Proposal
from centres.models import Centre
from champions.models import Champion, Standing
from core.actors import MANAGERS, Actor
from core.bilingual import Bilingual
from core.querysets import Scoped, ScopedQuerySet
from people.models import ContactPoint, Person
from people.models.lockbox import open_to


class IdeaState(models.TextChoices):
    NEW = "new", _("not looked at yet")
    OPEN = "open", _("on the site")
    TAKEN = "taken", _("somebody is working on it")
    DONE = "done", _("it is a group now")
    DECLINED = "declined", _("not for now")
    MERGED = "merged", _("the same as another")


PUBLIC = frozenset({IdeaState.OPEN, IdeaState.TAKEN, IdeaState.DONE})
GATHERING = frozenset({IdeaState.OPEN, IdeaState.TAKEN})  # others can say that they would come


class IdeaQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Coordinators and managers: their centre's. A champion: what is on the site of their centre. Anybody: what
        they suggested or would come to."""
        if actor.is_system:
            return self
        scope = Q(pk=None)
        if actor.person_id:
            mine = Champion.objects.filter(person=actor.person_id, standing=Standing.ACTIVE).values("centre")
            said = IdeaSupport.objects.filter(person=actor.person_id).values("idea")
            scope |= Q(person=actor.person_id) | Q(pk__in=said) | Q(centre__in=mine, state__in=PUBLIC)
        if actor.has(*MANAGERS) and actor.centre_id:
            scope |= Q(centre=actor.centre_id) & open_to(actor, among=MANAGERS)
        return self.filter(scope)

    def public(self) -> Self:
        """What the site shows by name: what staff have looked at, and no sensitive one."""
        return self.filter(state__in=PUBLIC, centre__listed=True, sensitive=False)

    def gathering(self) -> Self:
        return self.filter(state__in=GATHERING)

    def at(self, centre_id: int | None) -> Self:
        return self.filter(centre=centre_id)

    def with_coming(self) -> Self:
        """With `coming`, how many would come, and the words of the centre."""
        reached = Q(supports__in=IdeaSupport.objects.confirmed())
        return self.select_related("centre", "activity").annotate(
            coming=Count("supports", filter=reached, distinct=True)
        )

    def most_wanted(self) -> Self:
        return self.with_coming().order_by("-coming", "-suggested_at", "-pk")

    def new(self) -> Self:
        """What staff have not looked at, oldest first."""
        return self.filter(state=IdeaState.NEW).order_by("suggested_at", "pk")

    def of_person(self, person_id: int | None) -> Self:
        """What somebody suggested or said they would come to, newest first."""
        if person_id is None:
            return self.none()
        named = IdeaSupport.objects.filter(person=person_id).values("idea")
        return self.filter(Q(person=person_id) | Q(pk__in=named)).order_by("-suggested_at", "-pk")


class Idea(Scoped):
    """An idea in its own words; staff may mend them and add the other language. `person` suggested it, if known.

    `proposal` is what a champion makes of it, `activity` the group that it became.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="ideas")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas")
    title_en = models.CharField(max_length=80, blank=True)
    title_fr = models.CharField(max_length=80, blank=True)
    words_en = models.TextField(max_length=600, blank=True)
    words_fr = models.TextField(max_length=600, blank=True)
    sensitive = models.BooleanField(default=False)  # who would come says something about their health
    state = models.CharField(max_length=20, choices=IdeaState.choices, default=IdeaState.NEW)
    reply = models.TextField(max_length=600, blank=True)  # of staff, with a no
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    proposal = models.OneToOneField(Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="idea")
    activity = models.ForeignKey(Activity, null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas")
    request_key = models.UUIDField(null=True, blank=True, unique=True)  # one form makes one idea
    suggested_at = models.DateTimeField()

    title = Bilingual("title")
    words = Bilingual("words")

    objects = IdeaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title_en="", title_fr=""), name="activities_idea_has_a_title"),
            models.CheckConstraint(
                condition=~Q(state=IdeaState.MERGED) | Q(merged_into__isnull=False), name="activities_idea_merged_into"
            ),
        ]
        indexes = [models.Index(fields=["centre", "state", "suggested_at"], name="activities_idea_list")]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def public(cls) -> IdeaQuerySet:
        return cls.objects.all().public()

    @property
    def is_gathering(self) -> bool:
        return self.state in GATHERING


class IdeaSupportQuerySet(ScopedQuerySet):
    def confirmed(self) -> Self:
        """Of people whom we know to be reached: by an account, or where they showed that a number is theirs."""
        shown = ContactPoint.objects.filter(person=OuterRef("person"), verified_at__isnull=False)
        return self.filter(Q(person__user__isnull=False) | Exists(shown), person__erased_at=None)

    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self
        return self.filter(person=actor.person_id) if actor.person_id else self.none()


class IdeaSupport(Scoped):
    """ "I'd come": counted once, as soon as we know that the person can be told."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="idea_supports")
    at = models.DateTimeField()

    objects = IdeaSupportQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "person"], name="activities_idea_support_once")]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.idea_id}"
