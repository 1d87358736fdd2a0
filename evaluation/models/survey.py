"""What a centre asks its champions, its providers and itself. What was said is counted, and kept without a name.

Nothing here says who answered what, nor when: an answer adds one to some counts, in the same statement that writes all
counts of the survey anew, and leaves no row of its own. Beside it stands who need not be asked any more, which is said
of those who answered and of those who would rather not alike. Why it is so: docs/adr/0034.
"""

import uuid
from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Case, Exists, ExpressionWrapper, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from champions.models import Champion
from core.actors import Actor, Role
from core.querysets import Scoped, ScopedQuerySet
from evaluation.instruments import Instrument, registry
from evaluation.models.readers import ReadersQuerySet
from people.models import Person, StaffRole

LEFT_OUT = "left_out"  # beside the numbers and `DECLINED`: the question was skipped


class SurveyAudience(models.TextChoices):
    """Who is asked. The value is the slug of the instrument that they are asked with."""

    CHAMPION = "champion", _("Health Champions")
    PROVIDER = "provider", _("Providers")
    ORGANISATION = "organisation", _("The organisation, by its managers")


# Whoever works there, by audience: everybody who has the role.
ROLES = {SurveyAudience.PROVIDER: Role.PROVIDER, SurveyAudience.ORGANISATION: Role.MANAGER}


class Survey(Scoped):
    """One round of one centre. It can be answered from `opens_on` to the end of `closes_on`, by the centre's clock."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="surveys")
    audience = models.CharField(max_length=12, choices=SurveyAudience.choices)
    instrument = models.CharField(max_length=30)  # its key
    opens_on = models.DateField()
    closes_on = models.DateField()
    invited = models.PositiveSmallIntegerField()  # how many; who they were is forgotten some months after it closed
    reminded_on = models.DateField(null=True)
    by_user_id = models.BigIntegerField(null=True)  # who opened it

    objects = ReadersQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        indexes = [models.Index(fields=["centre", "audience", "-opens_on"], name="evaluation_survey_rounds")]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gt=F("opens_on")), name="evaluation_survey_closes_later"),
        ]

    def __str__(self) -> str:
        return f"{self.audience}, {self.opens_on}"

    @property
    def asked(self) -> Instrument:
        return registry[self.instrument]

    @property
    def is_about_people(self) -> bool:
        """The organisation's is its own statement, which its readers see as it is."""
        return self.audience != SurveyAudience.ORGANISATION

    def today(self, now: datetime) -> date:
        """Needs the centre."""
        return now.astimezone(self.centre.zone).date()

    def is_over(self, now: datetime) -> bool:
        """Whether nobody can answer any more. Needs the centre."""
        return self.today(now) > self.closes_on


class SurveyInvitationQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """One's own. No staff see who was asked one by one, nor whom nobody need ask any more."""
        if actor.is_system:
            return self
        return self.filter(person=actor.person_id) if actor.person_id else self.none()

    def waiting(self) -> Self:
        return self.filter(is_settled=False)

    def with_whether_asked(self) -> Self:
        """`is_asked`: they would be asked today as well. Who stopped, takes a break or works there no longer is left
        in peace."""
        centre = OuterRef("survey__centre")
        champions = Champion.objects.active().known().filter(centre=centre, person=OuterRef("person"))
        is_asked = Q(Exists(champions), survey__audience=SurveyAudience.CHAMPION)
        held = StaffRole.objects.filter(centre=centre, user=OuterRef("person__user"), user__is_active=True)
        for audience, role in ROLES.items():
            is_asked |= Q(Exists(held.filter(role=role)), survey__audience=audience)
        return self.annotate(is_asked=ExpressionWrapper(is_asked, output_field=models.BooleanField()))

    def settle(self, person_id: int | None) -> None:
        """Theirs among those of one survey. All are written anew, or the one that moves in the database's files would
        tell who came last."""
        self.update(is_settled=Case(When(person=person_id, then=Value(True)), default=F("is_settled")))


class SurveyInvitation(Scoped):
    """Somebody may answer, once. `is_settled`: they answered or would rather not; it does not tell which, nor when."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    is_settled = models.BooleanField(default=False)

    objects = SurveyInvitationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "person"], name="evaluation_invited_once")]

    def __str__(self) -> str:
        return f"{self.survey_id}, {self.person_id}"


class SurveyCount(Scoped):
    """How often one question of a survey was answered so. All are made when it is opened, and nobody's row is among
    them. No actor reads them as they are: `services.survey_results` says what may be shown."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="counts")
    item = models.CharField(max_length=20)
    given = models.CharField(max_length=10)  # a number of the item, `DECLINED` or `LEFT_OUT`
    number = models.PositiveIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "item", "given"], name="evaluation_survey_count_once")
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}, {self.item} {self.given}: {self.number}"
