"""What somebody tells of themselves who would like to be a Health Champion: in plain words, page by page."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from champions.models.champion import Champion
from core.actors import MANAGERS, Actor
from core.querysets import Scoped, ScopedQuerySet


class Enjoys(models.TextChoices):
    """What somebody can imagine doing."""

    WELCOME = "welcome", _("welcoming people, so that nobody stands alone")
    GROUP = "group", _("starting or leading a group")
    TEACH = "teach", _("showing others something that I know")
    CALL = "call", _("phoning people and inviting them")
    VISIT = "visit", _("visiting somebody, or being a buddy")
    ALONG = "along", _("going along with somebody the first time")
    DRIVE = "drive", _("driving people")
    FOOD = "food", _("cooking, baking or serving food")
    HANDS = "hands", _("building, fixing or gardening")
    UNSURE = "unsure", _("I do not know yet")


class Weekday(models.TextChoices):
    MON = "mon", _("Monday")
    TUE = "tue", _("Tuesday")
    WED = "wed", _("Wednesday")
    THU = "thu", _("Thursday")
    FRI = "fri", _("Friday")
    SAT = "sat", _("Saturday")
    SUN = "sun", _("Sunday")


class PartOfDay(models.TextChoices):
    MORNING = "morning", _("in the morning")
    AFTERNOON = "afternoon", _("in the afternoon")
    EVENING = "evening", _("in the evening")


class ApplicationQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Coordinators and managers: their centre's. Anybody: their own. Nobody else."""
        if actor.is_system:
            return self
        scope = Q(champion__person=actor.person_id) if actor.person_id else Q(pk=None)
        if actor.centre_id and actor.has(*MANAGERS):
            scope |= Q(champion__centre=actor.centre_id)
        return self.filter(scope)

    def of_person(self, person_id: int | None) -> Self:
        return self.filter(champion__person=person_id) if person_id else self.none()


class Application(Scoped):
    """The answers of one champion; languages stand on the champion, whom to call in an emergency on the person."""

    champion = models.OneToOneField(Champion, on_delete=models.CASCADE, related_name="application")
    first_words = models.CharField(max_length=300, blank=True)  # how they came to us by themselves, if they did
    gifts = models.CharField(max_length=600, blank=True)
    enjoys = models.JSONField(default=list, blank=True)  # codes of `Enjoys`
    days = models.JSONField(default=list, blank=True)  # codes of `Weekday`
    parts = models.JSONField(default=list, blank=True)  # codes of `PartOfDay`
    needs = models.CharField(max_length=600, blank=True)  # what helps them to do it
    lived = models.CharField(max_length=600, blank=True)  # what they have lived through, only if they wish
    pages = models.PositiveSmallIntegerField(default=0)  # how many of the form's pages were kept
    request_key = models.UUIDField(null=True, unique=True, editable=False)  # the public form, sent twice and kept once
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    objects = ApplicationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.champion_id}"

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None
