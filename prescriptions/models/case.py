"""What a link worker does for one prescription, from the first call to the end."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core.actors import Actor
from core.encrypted import EncryptedTextField
from core.querysets import Scoped, ScopedQuerySet
from people.models import Consent, Person
from people.models.consent import Purpose
from people.models.lockbox import open_to
from prescriptions.models.prescription import WALKERS, Prescription


class CaseState(models.TextChoices):
    """Where the work stands: the columns of the caseload."""

    NEW = "new", _("new")
    CALLING = "calling", _("to call")
    WAITING = "waiting", _("waiting")
    ACTIVE = "active", _("active")
    FOLLOWING = "following", _("to follow up")
    CLOSING = "closing", _("to close")
    CLOSED = "closed", _("closed")


OPEN_CASES = tuple(state for state in CaseState if state != CaseState.CLOSED)


class ClosedReason(models.TextChoices):
    """Why the work ended."""

    COMPLETED = "completed", _("what was agreed is done")
    UNREACHED = "unreached", _("could not be reached")
    DECLINED = "declined", _("did not want it, or not now")
    NOTHING_FITS = "nothing_fits", _("nothing suitable was found")
    ELSEWHERE = "elsewhere", _("goes on with another service")
    MOVED = "moved", _("moved away")
    DIED = "died", _("has died")


class Outcome(models.TextChoices):
    """How far they came, as the client sees it."""

    ALL = "all", _("what they hoped for")
    PART = "part", _("part of what they hoped for")
    NONE = "none", _("not what they hoped for")
    UNKNOWN = "unknown", _("they could not be asked")


class CaseQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Link workers and managers: their centre's. A provider hears of it by the words that go back."""
        if actor.is_system:
            return self
        if not (actor.centre_id and actor.has(*WALKERS)):
            return self.none()
        return self.filter(open_to(actor, among=WALKERS), centre=actor.centre_id, person__merged_into=None)

    def open(self) -> Self:
        return self.filter(state__in=OPEN_CASES)

    def of_worker(self, user_id: int | None) -> Self:
        return self.filter(owner=user_id)

    def for_need(self, code: str) -> Self:
        """Whose prescription names this family of needs."""
        written = Cast("prescription__needs", models.TextField())
        return self.annotate(written_needs=written).filter(written_needs__contains=f'"{code}"')

    def taken_back(self) -> Self:
        """Open, while the client has taken back that they agree to be referred: to stop, and to close."""
        newest = Consent.objects.filter(person=OuterRef("person"), purpose=Purpose.REFERRAL).order_by("-at", "-pk")
        return self.open().annotate(agrees=Subquery(newest.values("given")[:1])).filter(agrees=False)

    def by_day(self) -> Self:
        """Those with a next step, in the order of the index; `soonest_first` sorts what it finds."""
        order = ("next_step_on", "-prescription__urgency", "opened_at", "pk")
        return self.filter(next_step_on__isnull=False).order_by(*order)

    def with_all(self) -> Self:
        return self.select_related("prescription", "person", "owner", "centre")

    def for_list(self) -> Self:
        """What a line shows and no more: what was said in confidence is not even decrypted. Without the centre, which
        all of a list have in common."""
        own = ("state", "state_since", "next_step", "next_step_on", "opened_at", "contacted_at", "closed_reason")
        written = ("public_id", "level", "urgency", "needs", "state")
        others = ("centre", "owner__name", "person__name", *(f"prescription__{name}" for name in written))
        return self.select_related("prescription", "person", "owner").only(*own, *others)

    def soonest_first(self) -> Self:
        """What is due first; what has no next step before all others, so that nothing falls off."""
        return self.order_by(F("next_step_on").asc(nulls_first=True), "-prescription__urgency", "opened_at", "pk")

    def due(self, today: date) -> Self:
        """Whose next step is due, and who has none."""
        return self.open().filter(Q(next_step_on=None) | Q(next_step_on__lte=today))


class Case(Scoped):
    """The link worker's side of a prescription. `centre` and `person` are the prescription's, to find it quickly."""

    prescription = models.OneToOneField(Prescription, on_delete=models.CASCADE, related_name="case")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="cases")
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.NEW)
    state_since = models.DateTimeField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    next_step = EncryptedTextField(blank=True)
    next_step_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    contacted_at = models.DateTimeField(null=True, editable=False)  # when they were first spoken with
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_reason = models.CharField(max_length=12, choices=ClosedReason.choices, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    outcome_words = EncryptedTextField(blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["centre", "state", "next_step_on"], name="prescriptions_caseload"),
            models.Index(fields=["owner", "state", "next_step_on"], name="prescriptions_worker"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed") | (Q(closed_at__isnull=False) & ~Q(closed_reason="")),
                name="prescriptions_closed_says_why",
            )
        ]

    def __str__(self) -> str:
        return str(self.prescription_id)

    @property
    def is_open(self) -> bool:
        return self.state != CaseState.CLOSED


class Means(models.TextChoices):
    """The way by which a contact was tried."""

    PHONE = "phone", _("phone call")
    TEXT = "text", _("text message")
    EMAIL = "email", _("e-mail")
    LETTER = "letter", _("letter")
    IN_PERSON = "in_person", _("in person")
    CLOSE_ONE = "close_one", _("through somebody close to them")


class Result(models.TextChoices):
    """What came of it."""

    REACHED = "reached", _("we talked")
    MESSAGE = "message", _("left a message that says nothing but our name and number")
    NO_ANSWER = "no_answer", _("no answer")
    WRONG_NUMBER = "wrong_number", _("wrong number")
    LATER = "later", _("asked us to try later")
    DECLINED = "declined", _("does not want it")


class ContactAttemptQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(case__in=Case.visible_to(actor))

    def in_vain(self) -> Self:
        """Those on which nobody was spoken with."""
        return self.exclude(result__in=[Result.REACHED, Result.DECLINED, Result.LATER])


class ContactAttempt(Scoped):
    """One try to reach the client, and what came of it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    means = models.CharField(max_length=10, choices=Means.choices)
    result = models.CharField(max_length=12, choices=Result.choices)
    note = EncryptedTextField(blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)  # of the worker's time, where they noted it
    by_user_id = models.BigIntegerField(null=True)

    objects = ContactAttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.means}: {self.result}"
