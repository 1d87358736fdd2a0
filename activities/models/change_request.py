"""What leaders wish for their group beyond what they may change by themselves: staff do it, or say why not."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity
from activities.models.session import Session
from activities.models.worry import heard_by
from centres.models import Centre
from champions.models import Champion
from core.actors import CARE_ROLES, MANAGERS, Actor
from core.querysets import Scoped, ScopedQuerySet
from people.models import Person

SHOWN_FOR = timedelta(days=21)  # an answer stays on one's page for so long


class ChangeRequestState(models.TextChoices):
    NEW = "new", _("with staff")
    DONE = "done", _("done")
    DECLINED = "declined", _("not possible")
    WITHDRAWN = "withdrawn", _("taken back")


class Wish(models.TextChoices):
    """What for. Those of the first seven are names of pages at the desk, which do it; the rest is done by hand."""

    MOVE = "move", _("Change a date")
    RESIZE = "resize", _("Other seats on a date")
    THIS_TIME = "this_time", _("Who stands in, and a word about a date")
    CANCEL = "cancel", _("Cancel a date")
    WHEN_WHERE = "when_where", _("Change when and where the group meets")
    PAUSE = "pause", _("Pause the group")
    RESUME = "resume", _("Bring the group back from its pause")
    BUDGET = "budget", _("Money for something")
    ROOM = "room", _("A room, or something for it")
    RIDE = "ride", _("A ride for somebody")
    HARD_TALK = "hard_talk", _("Help with a hard conversation")
    OTHER = "other", _("Something else")


# Said in words alone; the desk has no form that does it.
IN_WORDS = (Wish.BUDGET, Wish.ROOM, Wish.RIDE, Wish.HARD_TALK, Wish.OTHER)
OF_ONE_DATE = frozenset({Wish.MOVE, Wish.RESIZE, Wish.THIS_TIME, Wish.CANCEL})


class ChangeRequestQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever asked; the centre's coordinators and managers. A hard conversation: the supporter of whoever asked,
        and who hears worries."""
        if actor.is_system:
            return self
        scope = Q(person=actor.person_id) if actor.person_id else Q(pk=None)
        is_hard = Q(wish=Wish.HARD_TALK)
        if actor.centre_id and actor.has(*MANAGERS):
            scope |= Q(centre=actor.centre_id) & ~is_hard
        if actor.centre_id and actor.has(*CARE_ROLES):
            asking = Champion.objects.filter(person=OuterRef("person"), centre=OuterRef("centre"))
            supports = Q(Exists(asking.filter(supporter=actor.user_id)), centre=actor.centre_id)
            scope |= is_hard & (supports | heard_by(actor, "centre"))
        return self.filter(scope)

    def at_desk(self, centre_id: int | None) -> Self:
        """What the centre's leaders asked for, with all that a row or a page shows of it."""
        return self.filter(centre=centre_id).with_group().select_related("person")

    def of_person(self, person_id: int | None) -> Self:
        """What somebody asked for, newest first."""
        return self.filter(person=person_id).with_group().order_by("-asked_at", "-pk") if person_id else self.none()

    def lately(self, now: datetime) -> Self:
        """What waits, and what was answered in the last weeks."""
        return self.filter(Q(state=ChangeRequestState.NEW) | Q(answered_at__gt=now - SHOWN_FOR))

    def for_coordinators(self) -> Self:
        """Without what is told to a few alone."""
        return self.exclude(wish=Wish.HARD_TALK)

    def with_group(self) -> Self:
        return self.select_related("centre", "activity__centre", "session__centre")

    def open(self) -> Self:
        return self.filter(state=ChangeRequestState.NEW).order_by("asked_at", "pk")

    def answered(self) -> Self:
        return self.exclude(state=ChangeRequestState.NEW).order_by("-answered_at", "-pk")


class ChangeRequest(Scoped):
    """One wish. `answers` are those of the desk's form for it, as far as they differ from how things are."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="change_requests")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    # Null where the wish is about the whole group, and where the date is gone.
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")  # who asks
    wish = models.CharField(max_length=20, choices=Wish.choices)
    answers = models.JSONField(default=dict, blank=True)
    words = models.TextField(max_length=600, blank=True)  # of whoever asks
    call_me = models.BooleanField(default=False)  # they would like to talk about it
    reply = models.TextField(max_length=600, blank=True)  # of staff
    state = models.CharField(max_length=20, choices=ChangeRequestState.choices, default=ChangeRequestState.NEW)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ChangeRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(wish__in=IN_WORDS) | ~Q(words="") | Q(call_me=True),
                name="activities_change_request_says_something",
            ),
        ]
        indexes = [models.Index(fields=["centre", "state", "asked_at"], name="activities_change_request_desk")]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_open(self) -> bool:
        return self.state == ChangeRequestState.NEW
