"""A champion's proposal, and what coordinators wrote beside its fields."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from activities.models.details import GroupDetails
from champions.models import Champion
from core.actors import Actor, Role
from core.querysets import Scoped, ScopedQuerySet


class ProposalState(models.TextChoices):
    DRAFT = "draft", _("being written")
    SUBMITTED = "submitted", _("waiting for an answer")
    CHANGES_REQUESTED = "changes_requested", _("a change is asked for")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


WITH_CHAMPION = frozenset({ProposalState.DRAFT, ProposalState.CHANGES_REQUESTED})


class ProposalQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The champion who wrote it and their co-leaders; coordinators of the centre, once it was submitted."""
        if actor.is_system:
            return self
        scope = Q(pk=None)
        if actor.person_id:
            scope |= Q(proposer__person=actor.person_id) | Q(
                co_leaders__person=actor.person_id, state__in=set(ProposalState) - {ProposalState.DRAFT}
            )
        if actor.has(Role.COORDINATOR, Role.MANAGER) and actor.centre_id:
            scope |= Q(centre=actor.centre_id) & ~Q(state=ProposalState.DRAFT)
        return self.filter(scope).distinct()

    def to_review(self) -> Self:
        """Waiting for a coordinator, oldest first."""
        return self.filter(state=ProposalState.SUBMITTED).order_by("submitted_at", "pk")

    def answered(self) -> Self:
        """What no coordinator has to look at any more or just now, newest first."""
        return self.exclude(state__in={ProposalState.DRAFT, ProposalState.SUBMITTED}).order_by("-updated_at", "-pk")

    def at_desk(self, centre_id: int | None) -> Self:
        """What coordinators of a centre see: all that was ever sent there."""
        return self.filter(centre=centre_id).exclude(state=ProposalState.DRAFT)

    def for_review(self) -> Self:
        """With the centre, the room, and everybody who would lead. Two queries, however many proposals."""
        return self.select_related("centre", "venue", "proposer__person").prefetch_related(
            Prefetch("co_leaders", queryset=Champion.objects.select_related("person").order_by("person__search_name"))
        )

    def led_by(self, person_id: int | None) -> Self:
        """What somebody proposed or would lead, and no more than that for staff."""
        mine = Q(proposer__person=person_id) | Q(co_leaders__person=person_id)
        return self.filter(mine).distinct() if person_id else self.none()

    def by_person(self, person_id: int | None) -> Self:
        return self.filter(proposer__person=person_id).order_by("-updated_at", "-pk")


class Proposal(GroupDetails, Scoped):
    """An idea on its way to the public site. A draft is seen by nobody but its author."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposer = models.ForeignKey(Champion, on_delete=models.PROTECT, related_name="proposals")
    co_leaders = models.ManyToManyField(Champion, related_name="co_led_proposals", blank=True)
    state = models.CharField(max_length=20, choices=ProposalState.choices, default=ProposalState.DRAFT)
    needs_from_staff = models.TextField(max_length=600, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = ProposalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["centre", "state", "submitted_at"], name="activities_proposal_queue")]

    @property
    def person_id(self) -> int:
        """Whom it concerns, for the audit trail. One query where the proposer is not loaded."""
        return self.proposer.person_id

    @property
    def is_with_champion(self) -> bool:
        """Whether it is the champion's turn: only then can it be changed."""
        return self.state in WITH_CHAMPION


class ProposalComment(models.Model):
    """What a coordinator asked for, at one field of the form, or said with the decision.

    `round` counts the times it was sent back. The words stand here and not in the history of states, which nobody
    can change: they may speak of the champion, and are forgotten with them.
    """

    DECISION = "decision"  # stands for the field

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="comments")
    field = models.CharField(max_length=30, blank=True)  # a form field's name; empty for the whole
    text = models.TextField(max_length=600)
    round = models.PositiveSmallIntegerField()
    by_user_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["round", "pk"]

    def __str__(self) -> str:
        return self.field or "proposal"
