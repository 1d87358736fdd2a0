"""What somebody asks about their own record: to have it (PHIPA, s. 52 to 54), or to have it corrected (s. 55)."""

import uuid
from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core.actors import Actor, Channel
from core.encrypted import EncryptedTextField
from core.querysets import Scoped
from people.models import Person
from privacy import officers
from privacy.models.scope import OfficersQuerySet

ANSWERED_WITHIN = timedelta(days=30)
SOON = timedelta(days=7)
MOST_WORDS = 2000


class RequestKind(models.TextChoices):
    ACCESS = "access", _("To have everything that is held")
    CORRECTION = "correction", _("To have something corrected")


class RequestState(models.TextChoices):
    OPEN = "open", _("waits for an answer")
    GRANTED = "granted", _("done")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("taken back")


class RecordRequestQuerySet(OfficersQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The privacy officers of the centre; and whose record it is."""
        if actor.is_system:
            return self
        scope = Q(person=actor.person_id) if actor.person_id else Q(pk=None)
        if officers.is_officer(actor):
            scope |= Q(centre=actor.centre_id)
        return self.filter(scope)

    def at(self, centre_id: int | None) -> Self:
        return self.filter(centre=centre_id)

    def open(self) -> Self:
        """What is due first."""
        return self.filter(state=RequestState.OPEN).order_by("due_on", "pk")

    def answered(self) -> Self:
        return self.exclude(state=RequestState.OPEN).order_by("-answered_at", "-pk")

    def disagreed(self) -> Self:
        """Corrections that were refused, with what the person says against it."""
        return self.filter(kind=RequestKind.CORRECTION, state=RequestState.REFUSED).exclude(disagreed_at=None)

    def for_rows(self) -> Self:
        """Without the words: those are read one by one."""
        return self.select_related("person", "centre").defer("words", "answer", "disagreement")


class RecordRequest(Scoped):
    """One request. `answer`: what was done, or why not. `disagreement`: what the person says against a refusal."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="record_requests")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="record_requests")
    kind = models.CharField(max_length=10, choices=RequestKind.choices)
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.OPEN)
    words = EncryptedTextField(max_length=MOST_WORDS, blank=True)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    received_on = models.DateField()
    due_on = models.DateField()
    extended_on = models.DateField(null=True, editable=False)  # once, by as many days again (s. 54(3))
    answer = EncryptedTextField(max_length=MOST_WORDS, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    disagreement = EncryptedTextField(max_length=MOST_WORDS, blank=True)
    disagreed_at = models.DateTimeField(null=True, editable=False)

    objects = RecordRequestQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["centre", "state", "due_on"], name="privacy_request_due")]

    def __str__(self) -> str:
        return str(self.public_id)

    @classmethod
    def statements_about(cls, person_id: int) -> RecordRequestQuerySet:
        """What the person says against refused corrections: for everybody who may read their record (s. 55(11))."""
        rows: RecordRequestQuerySet = cls.objects.all()
        return rows.disagreed().filter(person=person_id).order_by("disagreed_at", "pk")

    @property
    def is_open(self) -> bool:
        return self.state == RequestState.OPEN

    @property
    def is_correction(self) -> bool:
        return self.kind == RequestKind.CORRECTION

    @property
    def may_disagree(self) -> bool:
        return self.is_correction and self.state == RequestState.REFUSED

    def days_left(self, today: date) -> int:
        """Below nought where it is late."""
        return (self.due_on - today).days
