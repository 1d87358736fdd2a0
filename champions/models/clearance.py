"""What a champion does, what each kind of it needs beforehand, and what of that is settled."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from champions import agreement
from champions.models.champion import Champion
from core.actors import MANAGERS, Actor
from core.querysets import Scoped, ScopedQuerySet


class Work(models.TextChoices):
    """A kind of role. What it needs, and why, stands in `champions.needs`."""

    HOST = "host", _("host a drop-in")
    CLOSED = "closed", _("lead a closed group")
    VISIT = "visit", _("visit somebody at home")
    DRIVE = "drive", _("drive others")
    FOOD = "food", _("prepare food for others")
    MONEY = "money", _("handle money")
    YOUTH = "youth", _("work with young people")


class Need(models.TextChoices):
    """One thing to settle before somebody starts.

    The three police record checks are those of the Police Record Checks Reform Act, 2015 (Ontario), s. 8.
    """

    ORIENTATION = "orientation", _("orientation")
    INTERVIEW = "interview", _("a talk to get to know each other")
    CONFIDENTIALITY = "confidentiality", _("confidentiality agreement")
    REFERENCES = "references", _("two references")
    TRAINING = "training", _("training")
    CRC = "crc", _("criminal record check")
    CRJMC = "crjmc", _("criminal record and judicial matters check")
    VSC = "vsc", _("vulnerable sector check")
    ABSTRACT = "abstract", _("driver’s abstract")
    INSURANCE = "insurance", _("car insurance")
    FOOD_HANDLING = "food_handling", _("food handler certificate")


POLICE_CHECKS = (Need.CRC, Need.CRJMC, Need.VSC)


class Decision(models.TextChoices):
    ACCEPTED = "accepted", _("settled")
    REFUSED = "refused", _("not accepted")


class FileQuerySet(ScopedQuerySet):
    """Rows of a champion's file."""

    def visible_to(self, actor: Actor) -> Self:
        """Coordinators and managers: their centre's champions. A champion: their own. Nobody else."""
        if actor.is_system:
            return self
        scope = Q(champion__person=actor.person_id) if actor.person_id else Q(pk=None)
        if actor.centre_id and actor.has(*MANAGERS):
            scope |= Q(champion__centre=actor.centre_id)
        return self.filter(scope)


class ClearanceQuerySet(FileQuerySet):
    def newest(self) -> Self:
        """Of each need of each champion the last word, without what was taken back."""
        same = Clearance.objects.filter(champion=OuterRef("champion"), need=OuterRef("need"), taken_back_at=None)
        return self.filter(pk=Subquery(same.values("pk")[:1]))

    def accepted(self) -> Self:
        """What settled its need, for as long as it counts."""
        signed_anew = Q(need=Need.CONFIDENTIALITY, version__in=agreement.outdated())
        return self.filter(decision=Decision.ACCEPTED).exclude(signed_anew)

    def standing(self, on: date) -> Self:
        """What was settled and has not run out on that day."""
        return self.newest().accepted().filter(Q(until=None) | Q(until__gte=on))

    def of(self, champion: Champion) -> Self:
        """All that was ever written down of a champion, newest first, with who did."""
        return self.filter(champion=champion).select_related("decided_by", "taken_back_by")


class Clearance(Scoped):
    """One need, settled once: when, by whom, until when. The newest of a need counts, unless it was taken back.

    Of a police record check nothing more is kept: never the certificate, and nothing of what stands in it.
    """

    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="clearances")
    need = models.CharField(max_length=20, choices=Need.choices)
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.ACCEPTED)
    issued_on = models.DateField(null=True, blank=True)  # of a paper: what is written on it
    decided_on = models.DateField()  # when it was seen, signed or signed off
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    until = models.DateField(null=True, blank=True)  # the last day for which it counts
    # Of the confidentiality agreement: which text, and the name that was typed under it.
    version = models.CharField(max_length=20, blank=True)
    signed_as = models.CharField(max_length=120, blank=True)
    # Written down by mistake: it counts no more, and stays to be seen.
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = ClearanceQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-pk"]
        indexes = [models.Index(fields=["champion", "need"], name="champions_clearance_of")]

    def __str__(self) -> str:
        return f"{self.champion_id} {self.need}"

    def runs_out(self, on: date) -> bool:
        """Whether its time was over before that day."""
        return self.until is not None and self.until < on


class CheckConsent(Scoped):
    """A champion agreed in writing to one named type of police record check. Without it none may be asked for; the
    paper stays at the centre."""

    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="check_consents")
    need = models.CharField(max_length=20, choices=[(need.value, need.label) for need in POLICE_CHECKS])
    given_on = models.DateField()
    written_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = FileQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.champion_id} {self.need}"
