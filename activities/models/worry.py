"""A leader's worry about a person's safety. It goes to named staff at once, and never into a register."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from activities.models.session import Session
from core.actors import CARE_ROLES, Actor, Role
from core.encrypted import EncryptedTextField
from core.querysets import Scoped, ScopedQuerySet
from people.models import Person, StaffRole
from people.models.lockbox import open_to


class WorryState(models.TextChoices):
    NEW = "new", _("not read yet")
    TAKEN = "taken", _("somebody is looking into it")
    CLOSED = "closed", _("looked after")


def heard_by(actor: Actor, centre: str) -> Q:
    """The rows, of which `centre` is the way to their centre, that come to whoever hears worries there: the staff who
    are named for it, and its managers; where there are none of either, its coordinators."""
    if not (actor.has(*CARE_ROLES) and actor.centre_id):
        return Q(pk=None)
    here = Q(**{centre: actor.centre_id})
    if actor.has(Role.MANAGER):
        return here
    staff = StaffRole.objects.filter(centre=OuterRef(centre))
    named = Exists(staff.filter(user=actor.user_id, hears_worries=True))
    nobody_hears = ~Exists(staff.filter(Q(hears_worries=True) | Q(role=Role.MANAGER)))
    return here & Q(named | nobody_hears if actor.has(Role.COORDINATOR) else named)


class WorryQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever hears worries at the centre."""
        return self if actor.is_system else self.filter(heard_by(actor, "session__centre") & open_to(actor))

    def for_list(self) -> Self:
        """With all that a row shows. Not the words: those are read one by one, and each reading is recorded."""
        return self.select_related("session__activity", "session__centre").defer("text")

    def open(self) -> Self:
        return self.exclude(state=WorryState.CLOSED).order_by("at", "pk")

    def closed(self) -> Self:
        return self.filter(state=WorryState.CLOSED).order_by("-at", "-pk")


class Worry(Scoped):
    """What a leader saw or heard, about somebody who came or about the group."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="worries")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="worries")  # whom it is about
    reporter = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    text = EncryptedTextField(max_length=2000)
    state = models.CharField(max_length=20, choices=WorryState.choices, default=WorryState.NEW)
    at = models.DateTimeField()

    objects = WorryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "worries"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="activities_worry_says_something"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
