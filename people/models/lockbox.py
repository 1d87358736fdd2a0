"""The lock-box: whom a person has asked not to see their record (PHIPA ss. 19, 37(1)(a), 38(1)(a), 50(1)(e)).

Every room asks here, in the query that finds its rows: `open_to` for rows that are not shown, `noting` for rows that
stay as a number without a name.
"""

from collections.abc import Collection
from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core import clock
from core.actors import CARE_ROLES, STAFF_ROLES, Actor, Channel, Role
from core.encrypted import EncryptedTextField
from core.querysets import Scoped, ScopedQuerySet

Rows = TypeVar("Rows", bound="models.QuerySet[Any]")


class Reason(models.TextChoices):
    """For what the law lets a record be opened that its person has locked."""

    HARM = "harm", _("somebody may come to serious harm, the person or another")
    LAW = "law", _("the law asks for it")
    ASKED = "asked", _("the person is here just now, and asks me to")


class LockBoxQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The person: theirs. Care staff: those of the people whose records they see, at their centre."""
        if actor.is_system:
            return self
        scope = Q(person=actor.person_id) if actor.person_id else Q(pk=None)
        if actor.has(*CARE_ROLES) and actor.centre_id:
            here = Q(centre=actor.centre_id, person__centres=actor.centre_id)
            scope |= here & open_to(actor)
        return self.filter(scope, person__erased_at=None, person__merged_into=None).distinct()

    def standing(self) -> Self:
        return self.filter(lifted_at=None)

    def with_whom(self) -> Self:
        """With the centre and the account: what a line about it says."""
        return self.select_related("centre", "user")

    def newest_first(self) -> Self:
        return self.order_by("-since", "-pk")


class LockBox(Scoped):
    """One colleague, or everybody in one role, does not see one person's record at one centre. Lifted, it stays."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="locks")
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(
        max_length=20, blank=True, choices=[(role.value, role.label) for role in Role if role in STAFF_ROLES]
    )
    since = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=Channel.choices)
    recorded_by_user_id = models.BigIntegerField(null=True)  # staff who wrote it down; empty where the person did
    lifted_at = models.DateTimeField(null=True)
    lifted_channel = models.CharField(max_length=20, blank=True, choices=Channel.choices)
    lifted_by_user_id = models.BigIntegerField(null=True)

    objects = LockBoxQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "lock boxes"
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, role="") | (Q(user=None) & ~Q(role="")),
                name="people_lock_one_or_role",
            ),
            models.UniqueConstraint(
                fields=["person", "centre", "user"],
                condition=Q(lifted_at=None, user__isnull=False),
                name="people_lock_user_once",
            ),
            models.UniqueConstraint(
                fields=["person", "centre", "role"],
                condition=Q(lifted_at=None, user=None),
                name="people_lock_role_once",
            ),
        ]
        indexes = [models.Index(fields=["centre", "person"], condition=Q(lifted_at=None), name="people_lock_standing")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.user_id or self.role}"


class LockOverride(models.Model):
    """A locked record was opened by somebody from whom it is locked: why, and until when. Never changed."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="lock_overrides")
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    words = EncryptedTextField(max_length=500)  # what happened, for the privacy officer
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "person", "until"], name="people_lock_override")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.reason}"

    @classmethod
    def open_now(cls, actor: Actor) -> "models.QuerySet[LockOverride]":
        """What the actor has opened and is still open."""
        return cls._default_manager.filter(user=actor.user_id, centre=actor.centre_id, until__gt=clock.now())


def shut_to(actor: Actor, person: str = "person", *, among: Collection[Role] = CARE_ROLES) -> Q:
    """Of a row: whether its person is locked from this actor. Part of the row's own query.

    `person` is the way from the row to its person; `among` are the roles by which the row would be seen. A lock on
    the actor's name holds always, a lock on a role where each of those roles that the actor has here is locked: who
    is seen by the coordinator is not hidden from the same human as link worker.
    """
    opened = LockOverride.open_now(actor).filter(person=OuterRef("person"))
    standing = LockBox.objects.standing().filter(person=OuterRef(person), centre=actor.centre_id)
    standing = standing.exclude(Exists(opened))
    by_name = Q(user=actor.user_id) if actor.user_id else Q(pk__in=[])
    held = sorted(actor.roles.intersection(among))
    if len(held) == 1:
        return Q(Exists(standing.filter(by_name | Q(role=held[0]))))
    by_role = Q(*(Exists(standing.filter(role=role)) for role in held)) if held else Q(pk__in=[])
    return Q(Exists(standing.filter(by_name))) | by_role


def open_to(actor: Actor, person: str = "person", *, among: Collection[Role] = CARE_ROLES) -> Q:
    """The opposite; also of a row that is nobody's."""
    return Q() if actor.is_system or actor.centre_id is None else ~shut_to(actor, person, among=among)


def locked_from_any(centre_id: int | OuterRef, person: str = "person") -> Q:
    """Of a row: whether its person has locked anybody at this centre out, by name or by role. For what goes where we
    cannot tell who reads it."""
    return Q(Exists(LockBox.objects.standing().filter(person=OuterRef(person), centre=centre_id)))


def noting(rows: Rows, actor: Actor, person: str = "person") -> Rows:
    """The rows with `is_shut`, for lists in which a seat counts whoever holds it (`people.locks.veil`)."""
    if actor.is_system or not actor.has(*CARE_ROLES) or actor.centre_id is None:
        return rows.annotate(is_shut=models.Value(False))
    return rows.annotate(is_shut=ExpressionWrapper(shut_to(actor, person), output_field=BooleanField()))
