"""A person: one human, many hats. May have no account, no e-mail address and no telephone of their own."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from centres.models import Centre
from centres.models.centre import Language
from core.actors import CARE_ROLES, Actor, Role
from core.querysets import Scoped, ScopedQuerySet
from people.models.lockbox import open_to


class PersonQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor, *, staff: frozenset[Role] = CARE_ROLES) -> Self:
        """Care staff: the people known at their centre, except those who are locked from them. Anybody: themselves.
        Evaluators and strangers: nobody.

        `staff`: the roles that see people of their centre, where more than care staff do: whoever asks shows the less.
        """
        if actor.is_system:
            return self
        scope = Q(pk=actor.person_id) if actor.person_id else Q(pk__in=[])
        if actor.has(*staff) and actor.centre_id:
            known = Person.centres.through.objects.filter(person=OuterRef("pk"), centre=actor.centre_id)
            scope |= Q(Exists(known)) & open_to(actor, "pk", among=staff)
        return self.filter(scope, erased_at=None, merged_into=None)

    def by_name(self) -> Self:
        return self.order_by("search_name", "pk")


class Person(Scoped):
    """A human whom a centre knows. Exists without a login; `user` is the account that speaks for them, if any."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )
    centres = models.ManyToManyField(Centre, related_name="people")
    name = models.CharField(max_length=120)  # the name to use
    search_name = models.CharField(max_length=120, blank=True, editable=False)  # folded; services.persons writes it
    pronouns = models.CharField(max_length=40, blank=True)
    birth_date = models.DateField(null=True, blank=True)  # by which the automatic line knows who is calling
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.EN)
    other_languages = models.CharField(max_length=120, blank=True)
    access_needs = models.CharField(max_length=500, blank=True)
    interpreter = models.CharField(max_length=60, blank=True)  # the language, spoken or signed, to interpret into
    needs_asked_at = models.DateTimeField(null=True, editable=False)  # asked once; then remembered
    emergency_name = models.CharField(max_length=120, blank=True)
    emergency_phone = models.CharField(max_length=16, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, editable=False)
    # The record that this one was found to be the same human as; kept, so that the merge can be undone.
    merged_into = models.ForeignKey("self", null=True, editable=False, on_delete=models.PROTECT, related_name="+")

    # Centres that are known to know them, without asking again: `services.persons` fills it.
    known_at: frozenset[int] = frozenset()
    is_new = False  # made in this very transaction: there is nothing of theirs to look for

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        indexes = [
            models.Index(fields=["search_name"], name="people_person_name"),
            models.Index(fields=["birth_date"], name="people_person_birth"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """What a card or a register shows where a full name would be too much."""
        return self.name.split(" ")[0]
