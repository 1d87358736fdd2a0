"""One date of a match."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from core.actors import Actor
from core.querysets import Scoped, ScopedQuerySet
from matches.models.match import Match
from matches.models.request import Kind

# What the two do at somebody's home, behind a door: there we make sure that the visitor came out again.
AT_HOME = (Kind.FRIENDLY, Kind.PALLIATIVE)
# Shown to a visitor by `services.visits.address` alone.
ADDRESS = ("street", "town", "postal_code", "way_in")


class VisitState(models.TextChoices):
    PLANNED = "planned", _("planned")
    HAPPENED = "happened", _("took place")
    MISSED = "missed", _("did not take place")
    CANCELLED = "cancelled", _("cancelled")


class VisitQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees the match."""
        return self.filter(match__in=Match.visible_to(actor))

    def for_rows(self) -> Self:
        """With the two and the centre, and without the address. One query."""
        rows = self.select_related("match__request__person", "match__champion__person", "match__centre", "log")
        return rows.defer(*(f"match__request__{name}" for name in ADDRESS))

    def next_first(self, now: datetime) -> Self:
        """What lies ahead, the next one first; then what was, the newest first."""
        ahead = Case(When(ends_at__gt=now, then="starts_at"))
        return self.order_by(ahead.asc(nulls_last=True), "-starts_at", "-pk")

    def planned(self) -> Self:
        return self.filter(state=VisitState.PLANNED)

    def made_by(self, person_ids: list[int]) -> Self:
        """Of which one of these is the visitor."""
        return self.filter(match__champion__person__in=person_ids)

    def for_one_of(self, person_ids: list[int]) -> Self:
        """Of which one of these is one of the two."""
        return self.filter(Q(match__champion__person__in=person_ids) | Q(match__request__person__in=person_ids))

    def at_home(self) -> Self:
        return self.filter(match__request__kind__in=AT_HOME)

    def under_way(self) -> Self:
        """Of which nobody has said yet that the visitor left."""
        return self.planned().filter(checked_out_at=None)


class Visit(Scoped):
    """When the two meet. `revision` rises with every change that a calendar must show (RFC 5545 s. 3.8.7.4).

    The last five moments are what was done about a visitor of whom nothing was heard, each once
    (`services.safety`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="visits")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=VisitState.choices, default=VisitState.PLANNED)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    checked_out_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)
    modified_at = models.DateTimeField()
    asked_in_at = models.DateTimeField(null=True, editable=False)  # we asked whether they have arrived
    noted_late_at = models.DateTimeField(null=True, editable=False)  # … and the desk was told
    asked_out_at = models.DateTimeField(null=True, editable=False)  # … whether they have left
    called_at = models.DateTimeField(null=True, editable=False)  # … and by telephone
    alerted_at = models.DateTimeField(null=True, editable=False)  # staff were told

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="matches_visit_ends_after_start"),
            models.UniqueConstraint(
                fields=["match", "starts_at"], condition=~Q(state="cancelled"), name="matches_visit_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="matches_visit_due")]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def person_id(self) -> int:
        """Whom the visitor sees. Needs the match and its request loaded."""
        return self.match.request.person_id

    @property
    def centre_id(self) -> int:
        return self.match.centre_id

    @property
    def local_start(self) -> datetime:
        """On the clock of the centre. Needs the match and its centre loaded."""
        return self.starts_at.astimezone(self.match.centre.zone)

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(self.match.centre.zone)

    @property
    def local_arrival(self) -> datetime | None:
        return self.checked_in_at.astimezone(self.match.centre.zone) if self.checked_in_at else None

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def is_planned(self) -> bool:
        return self.state == VisitState.PLANNED

    @property
    def is_at_home(self) -> bool:
        return self.match.request.kind in AT_HOME

    @property
    def out_by(self) -> datetime:
        """When we begin to ask whether the visitor has left: the agreed end, and the grace."""
        return self.ends_at + timedelta(minutes=self.match.grace)

    @property
    def day_before(self) -> datetime:
        """The first moment of the calendar day before, on the clock of the centre."""
        day = self.local_start.date() - timedelta(days=1)
        return datetime(day.year, day.month, day.day, tzinfo=self.match.centre.zone).astimezone(UTC)
