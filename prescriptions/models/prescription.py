"""A social prescription: what somebody was referred for, by whom, in whose words."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Session
from centres.models import Centre, Resource
from core.actors import Actor, Role
from core.encrypted import EncryptedTextField
from core.querysets import Scoped, ScopedQuerySet
from people.models import Person
from people.models.lockbox import open_to
from prescriptions.models.choices import Level, Need, Reach, Risks, Source, Urgency

# Who walks with clients: they see every prescription of their centre.
WALKERS = frozenset({Role.LINK_WORKER, Role.MANAGER})
# Who may write one.
WRITERS = WALKERS | {Role.PROVIDER}


class PrescriptionState(models.TextChoices):
    ACTIVE = "active", _("in force")
    COMPLETED = "completed", _("completed")
    REVOKED = "revoked", _("revoked")


class PrescriptionQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Link workers and managers: their centre's. A provider: those that they wrote there. Anybody: their own.

        Whoever coordinates volunteers sees none; nor does a champion; nor whom the client has locked out.
        """
        if actor.is_system:
            return self
        scope = Q(person=actor.person_id) if actor.person_id else Q(pk=None)
        if actor.centre_id and actor.has(*WALKERS):
            scope |= Q(centre=actor.centre_id) & open_to(actor, among=WALKERS)
        if actor.centre_id and actor.user_id and actor.has(Role.PROVIDER):
            theirs = Q(centre=actor.centre_id, written_by=actor.user_id)
            scope |= theirs & open_to(actor, among={Role.PROVIDER})
        return self.filter(scope, person__merged_into=None)

    def of(self, person_id: int | None) -> Self:
        """One person's, newest first."""
        return self.filter(person=person_id).order_by("-written_at", "-pk") if person_id else self.none()

    def with_all_named(self) -> Self:
        """With all that its page and its slip name, in the same query."""
        return self.select_related(
            "person", "centre", "activity__centre", "activity__venue", "session__centre", "session__venue", "resource"
        )

    def in_force(self) -> Self:
        return self.filter(state=PrescriptionState.ACTIVE)

    def newest_first(self) -> Self:
        return self.order_by("-written_at", "-pk")


class Prescription(Scoped):
    """The referral as it was written. What becomes of it is its `Case`, where the level has one.

    Words about the client are encrypted; the needs are codes, so that they can be counted.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(
        max_length=9, unique=True, editable=False
    )  # `services.codes`; opens booking, and only that
    code_until = models.DateTimeField(editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="prescriptions")
    source = models.CharField(max_length=10, choices=Source.choices)
    # The account that hears back. Empty for a clinic outside and for somebody who came by themselves.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    writer_name = models.CharField(max_length=120, blank=True)  # as the slip names them
    writer_role = models.CharField(max_length=120, blank=True)  # "nurse practitioner"
    organization = models.CharField(max_length=120, blank=True)  # of a clinic outside
    written_at = models.DateTimeField()
    level = models.CharField(max_length=12, choices=Level.choices)
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices, default=Urgency.ROUTINE)
    needs = models.JSONField(default=list)  # codes of `Need`
    matters = EncryptedTextField(blank=True)  # what matters to the client, in their words
    strengths = EncryptedTextField(blank=True)
    risks = models.CharField(max_length=12, choices=Risks.choices)
    risk_words = EncryptedTextField(blank=True)
    reach = models.CharField(max_length=10, choices=Reach.choices, default=Reach.PHONE)
    activity = models.ForeignKey(Activity, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    resource = models.ForeignKey(Resource, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=PrescriptionState.choices, default=PrescriptionState.ACTIVE)
    request_key = models.UUIDField(null=True, unique=True, editable=False)  # the form: sent twice, written once

    objects = PrescriptionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["centre", "-written_at"], name="prescriptions_centre"),
            models.Index(fields=["written_by", "-written_at"], name="prescriptions_writer"),
            models.Index(fields=["person", "-written_at"], name="prescriptions_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(risks="some") | ~Q(risk_words=""), name="prescriptions_risks_have_words"
            )
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def code_shown(self) -> str:
        """ "482 915 337": as it is printed and read aloud."""
        return " ".join(self.code[start : start + 3] for start in range(0, 9, 3))

    @property
    def needs_in_words(self) -> list[str]:
        return [str(Need(code).label) for code in self.needs]

    @property
    def is_in_force(self) -> bool:
        return self.state == PrescriptionState.ACTIVE

    @property
    def is_revoked(self) -> bool:
        return self.state == PrescriptionState.REVOKED

    def opens_booking(self, now: datetime) -> bool:
        """Whether its code opens anything just now. That the work on it has ended makes no difference: whoever may
        not hear of it, and tries, would learn it."""
        return not self.is_revoked and self.code_until > now
