"""What a group, a visit or a prescription changed for somebody, in their own words, and how far they may go."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from core.actors import CARE_ROLES, Actor
from core.encrypted import EncryptedTextField
from core.languages import Spoken
from core.querysets import Scoped, ScopedQuerySet
from people.models import Consent, Person
from people.models.consent import Purpose
from people.models.lockbox import locked_from_any, open_to


class Reach(models.TextChoices):
    """How far the words may go."""

    INSIDE = "inside", _("Inside the centre alone")
    ANONYMOUS = "anonymous", _("Outside too, without a name")
    WITH_NAME = "with_name", _("Outside too, with a chosen name")


OUTSIDE = frozenset({Reach.ANONYMOUS, Reach.WITH_NAME})


class StoryState(models.TextChoices):
    """`checked`: the person has agreed to the very text that may leave the centre. `withdrawn`: no word is left."""

    TOLD = "told", _("told")
    CHECKED = "checked", _("agreed, word for word")
    WITHDRAWN = "withdrawn", _("taken back, words deleted")


class ToldHow(models.TextChoices):
    SELF = "self", _("written by themselves")
    STAFF = "staff", _("written down by staff while listening")


def _has_ended() -> Q:
    """Of a story: its person has said since, anywhere, that the centre may keep no stories any more."""
    said_no = Consent._default_manager.filter(person=OuterRef("person"), purpose=Purpose.STORIES, given=False)
    return Q(Exists(said_no.filter(at__gte=OuterRef("told_at"))))


def _stands() -> Q:
    """Of a story: it was not taken back, by any way. What they agree to is asked in the same query, so that nothing
    shows for as long as a moment after they ended it."""
    here = Q(person__merged_into=None, person__erased_at=None)
    return here & ~Q(state=StoryState.WITHDRAWN) & ~_has_ended()


class StoryQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The person: theirs. Care staff of the centre: those that stand. An evaluator finds none: what they may read
        is quoted (`services.stories.quotable`), and leads to nobody."""
        if actor.is_system:
            return self
        scope = Q(person=actor.person_id) if actor.person_id else Q(pk=None)
        if actor.centre_id and actor.has(*CARE_ROLES):
            scope |= Q(centre=actor.centre_id) & _stands() & open_to(actor)
        return self.filter(scope, person__merged_into=None)

    def taken_back_at(self, actor: Actor) -> Self:
        """Those of which no word is left, for whoever could read them before: none of staff's own."""
        rows = self.filter(
            open_to(actor), centre=actor.centre_id, state=StoryState.WITHDRAWN, person__merged_into=None
        )
        return rows.exclude(person=actor.person_id) if actor.person_id else rows

    def may_be_told(self) -> Self:
        """THE one place that says which stories may be quoted: those that their person let go outside of the centre,
        and whose very text they have agreed to; not while they keep their record from anybody at that centre, as we
        cannot tell who reads what is outside."""
        is_open = ~locked_from_any(OuterRef("centre"))
        return self.filter(_stands(), is_open, state=StoryState.CHECKED, reach__in=OUTSIDE)

    def standing(self) -> Self:
        return self.exclude(state=StoryState.WITHDRAWN)

    def waiting(self) -> Self:
        """Those of which a text waits for its person's answer."""
        return self.filter(state=StoryState.TOLD).exclude(shown_words="")

    def ended(self) -> Self:
        """Those whose words are still to be deleted."""
        return self.standing().filter(_has_ended())

    def newest_first(self) -> Self:
        return self.order_by("-told_at", "-pk")


class Story(Scoped):
    """One story of one person. `words` are theirs as they told them; `shown_words` are what staff would tell outside,
    without what identifies others. They may leave the centre in the state `checked`, and in no other."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="stories")
    words = EncryptedTextField(blank=True)
    language = models.CharField(max_length=3, choices=Spoken.choices)
    reach = models.CharField(max_length=10, choices=Reach.choices)
    shown_as = EncryptedTextField(blank=True)  # the name to be told, in the wording that they chose
    wording = models.CharField(max_length=40)  # the version of the words to which they agreed
    told_at = models.DateTimeField()
    told_how = models.CharField(max_length=5, choices=ToldHow.choices)
    agreed_at = models.DateTimeField()  # when they last said how far it may go
    shown_words = EncryptedTextField(blank=True)
    edition = models.PositiveSmallIntegerField(default=0)  # of `shown_words`: they agree to the one that they read
    state = models.CharField(max_length=10, choices=StoryState.choices, default=StoryState.TOLD)
    state_since = models.DateTimeField()

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stories"
        indexes = [models.Index(fields=["centre", "state", "-told_at"], name="evaluation_story_centre")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=StoryState.WITHDRAWN, words="", shown_words="", shown_as="")
                | (~Q(state=StoryState.WITHDRAWN) & ~Q(words="")),
                name="evaluation_story_no_word_left",
            ),
            models.CheckConstraint(
                condition=~Q(state=StoryState.CHECKED) | ~Q(shown_words=""), name="evaluation_story_checked_text"
            ),
            models.CheckConstraint(
                condition=Q(state=StoryState.WITHDRAWN) | ~Q(reach=Reach.WITH_NAME) | ~Q(shown_as=""),
                name="evaluation_story_named",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def goes_outside(self) -> bool:
        return self.reach in OUTSIDE

    @property
    def is_checked(self) -> bool:
        return self.state == StoryState.CHECKED

    @property
    def is_withdrawn(self) -> bool:
        return self.state == StoryState.WITHDRAWN

    @property
    def reads_themselves(self) -> bool:
        """Whether its person has an account that opens, and reads and answers there. Needs the person's account."""
        user = self.person.user
        return user is not None and user.is_active

    @property
    def waits_for_yes(self) -> bool:
        """Whether there is a text that the person has not answered yet."""
        return self.state == StoryState.TOLD and bool(self.shown_words)
