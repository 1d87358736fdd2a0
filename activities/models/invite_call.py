"""What a champion is asked to do for one person: phone and invite them, or meet them at the door."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity, ActivityState
from activities.models.booking import WAS_THERE, Booking
from activities.models.session import Session, SessionState
from centres.models import Centre
from champions.models import Champion, Clearance, Need, Standing
from core import clock
from core.actors import CARE_ROLES, Actor
from core.querysets import Scoped, ScopedQuerySet
from notifications.models import Preferences
from people.models import Consent, ContactPoint, Person
from people.models.consent import Purpose
from people.models.lockbox import open_to

MOST_TRIES = 3  # so often is somebody phoned who does not answer


class CallKind(models.TextChoices):
    INVITE = "invite", _("Phone them and invite them")
    ACCOMPANY = "accompany", _("Meet them at the door")


class CallState(models.TextChoices):
    OPEN = "open", _("with the champion")
    YES = "yes", _("said yes")
    NOT_NOW = "not_now", _("not now")
    WRONG_NUMBER = "wrong_number", _("wrong number")
    UNREACHED = "unreached", _("nobody answered")
    MET = "met", _("they met")
    NOT_MET = "not_met", _("did not come")
    CANNOT = "cannot", _("the champion cannot do it")
    TAKEN_BACK = "taken_back", _("taken back")


class InviteCallQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Care staff: their centre's. A champion: what is asked of them just now, and nothing of it afterwards."""
        if actor.is_system:
            return self
        scope = Q(pk=None)
        if actor.person_id:
            mine = InviteCall.objects.all().asked_of(actor.person_id, now=clock.now())
            scope |= Q(pk__in=mine.values("pk"))
        if actor.has(*CARE_ROLES) and actor.centre_id:
            scope |= Q(centre=actor.centre_id) & open_to(actor)
        return self.filter(scope)

    def open(self) -> Self:
        return self.filter(state=CallState.OPEN)

    def live(self, now: datetime) -> Self:
        """What a champion may act on: open, in time, with everything standing on which it was asked.

        Whoever withdraws their consent, wants no contact, or is erased, is out of the champion's sight at once; so is
        everybody of a champion who pauses or whose agreement to keep things to themselves has run out.
        """
        signed = Clearance.objects.filter(champion=OuterRef("champion"), need=Need.CONFIDENTIALITY)
        said = Consent.objects.filter(person=OuterRef("person"), purpose=Purpose.CHAMPION_CALLS)
        alone = Preferences.objects.filter(person=OuterRef("person"), do_not_contact=True)
        return (
            self.open()
            .alias(agrees=Subquery(said.order_by("-at", "-pk").values("given")[:1]))
            .filter(
                Q(session=None) | Q(session__state=SessionState.SCHEDULED),
                Exists(signed.standing(timezone.localdate(now))),
                ~Exists(alone),
                ~Q(person=F("champion__person")),
                until__gt=now,
                agrees=True,
                champion__standing=Standing.ACTIVE,
                activity__state=ActivityState.PUBLISHED,
                person__erased_at=None,
                person__merged_into=None,
            )
        )

    def asked_of(self, person_id: int | None, *, now: datetime) -> Self:
        """What somebody can do now as a champion, the most pressing first."""
        if person_id is None:
            return self.none()
        return self.live(now).filter(champion__person=person_id).order_by("until", "pk")

    def with_all(self) -> Self:
        """With all that a row or a page shows."""
        return self.select_related(
            "centre",
            "champion__person",
            "person",
            "point",
            "activity__centre",
            "session__centre",
            "session__venue",
            "booking__session__centre",
        )

    def at_desk(self, centre_id: int | None) -> Self:
        return self.filter(centre=centre_id).with_all()

    def ended(self) -> Self:
        return self.exclude(state=CallState.OPEN).order_by("-ended_at", "-pk")


class InviteCall(Scoped):
    """One person, one champion, one group or date. The champion sees a first name and how to reach or meet them.

    `session` is empty where any date of the group will do. `may_name`: a sensitive group may be named to the person,
    who knows of it. `point` is the number to call; with `through_line` the champion does not see it. `booking` is the
    place that came of it, or the place to which somebody is accompanied.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=CallKind.choices)
    state = models.CharField(max_length=20, choices=CallState.choices, default=CallState.OPEN)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    champion = models.ForeignKey(Champion, on_delete=models.PROTECT, related_name="invite_calls")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invite_calls")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="invite_calls")
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    booking = models.ForeignKey(Booking, null=True, blank=True, on_delete=models.SET_NULL, related_name="invite_calls")
    point = models.ForeignKey(ContactPoint, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    through_line = models.BooleanField(default=False)
    may_name = models.BooleanField(default=False)
    script = models.TextField(max_length=1200, blank=True)
    where = models.CharField(max_length=200, blank=True)
    sign = models.CharField(max_length=200, blank=True)  # how the two recognise each other
    tries = models.PositiveSmallIntegerField(default=0)
    until = models.DateTimeField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = InviteCallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "activity", "kind"],
                condition=Q(state=CallState.OPEN),
                name="activities_invite_call_once",
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "state", "asked_at"], name="activities_invite_call_desk"),
            models.Index(fields=["champion", "state"], name="activities_invite_call_mine"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_open(self) -> bool:
        return self.state == CallState.OPEN

    @property
    def is_invite(self) -> bool:
        return self.kind == CallKind.INVITE

    @property
    def is_named(self) -> bool:
        """Whether the group's name may be said to the person."""
        return self.may_name or not self.activity.sensitive

    @property
    def led_to_attendance(self) -> bool:
        """Whether the person came to the date that came of it. Needs `booking` loaded."""
        return self.booking is not None and self.booking.attendance in WAS_THERE
