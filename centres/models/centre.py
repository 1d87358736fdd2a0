"""A community health centre and the days on which its doors stay shut."""

import datetime as dt
import zoneinfo
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from centres.models.leading import usual_deeds
from core.actors import Actor
from core.bilingual import Bilingual


class Language(models.TextChoices):
    """The two languages that every screen and message exists in."""

    EN = "en", _("English")
    FR = "fr", _("French")


class LastHours(models.TextChoices):
    """Who gets a seat that frees so late that nobody can wait for an answer."""

    FIRST_REPLY = "first_reply", _("Whoever on the waiting list takes it first")
    CALL_LIST = "call_list", _("Whom staff reach by telephone, in the order of the list")


def is_timezone(name: str) -> None:
    """Raise `ValidationError` unless `name` is a zone of the IANA database."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone, such as America/Toronto."), params={"name": name})


class CentreQuerySet(models.QuerySet["Centre"]):
    def listed(self) -> Self:
        """The centres that the public site shows, by name."""
        return self.filter(listed=True).order_by("name_en")


class Centre(models.Model):
    """One centre. Its telephone number stands on every page about it: a person is always one call away."""

    slug = models.SlugField(unique=True)
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    about_en = models.TextField(blank=True)
    about_fr = models.TextField(blank=True)
    town = models.CharField(max_length=80)
    timezone = models.CharField(max_length=40, default="America/Toronto", validators=[is_timezone])
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.EN)  # works in
    phone = models.CharField(max_length=16)  # E.164; a person answers
    line_number = models.CharField(max_length=16, blank=True)  # E.164; texts and the automatic line
    desk_from = models.TimeField(default=dt.time(9))  # local time; from then on somebody answers, on working days
    desk_until = models.TimeField(default=dt.time(16, 30))
    email = models.EmailField(blank=True)
    observes_holidays = models.BooleanField(default=True)
    listed = models.BooleanField(default=True)
    arranges_lifts = models.BooleanField(default=False)  # only then does a sign-up ask how somebody gets there
    last_hours = models.PositiveSmallIntegerField(default=2)  # before the start; in them no seat is offered and held
    last_hours_rule = models.CharField(max_length=20, choices=LastHours.choices, default=LastHours.FIRST_REPLY)
    # How long a party whose turn it is keeps it while too few seats are free; then smaller ones may go first.
    party_holds_hours = models.PositiveSmallIntegerField(default=0)
    # After so many weeks without a sign that a group goes on, its leaders are asked; 0: never.
    asks_after_weeks = models.PositiveSmallIntegerField(default=26)
    # After so many months a resource on the asset map is to be looked at again; 0: never.
    resources_hold_months = models.PositiveSmallIntegerField(default=12)
    shows_resources = models.BooleanField(default=True)  # its asset map is on the public site, and so is the booklet
    # After so many tries in vain a link worker may write down that somebody could not be reached.
    tries_before_unreached = models.PositiveSmallIntegerField(default=4)
    # After so many weeks in one place of the caseload the work on a prescription is marked; 0: never.
    case_stands_weeks = models.PositiveSmallIntegerField(default=3)
    says_we_missed_you = models.BooleanField(default=False)  # to whoever did not come and had not said so
    # Codes of `Deed`: what leaders change by themselves, in every group that says nothing else.
    leaders_may = models.JSONField(default=usual_deeds, blank=True)

    name = Bilingual("name")
    about = Bilingual("about")

    objects = CentreQuerySet.as_manager()

    class Meta:
        ordering = ["name_en"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(desk_until__gt=models.F("desk_from")),
                name="centres_desk_closes_after_it_opens",
                violation_error_message=_("Somebody has to answer for a while: “until” comes after “from”."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.timezone)

    @classmethod
    def public(cls) -> CentreQuerySet:
        return cls.objects.all().listed()

    @classmethod
    def where(cls, actor: Actor) -> "Centre":
        """The centre at which a member of staff acts."""
        return cls.objects.get(pk=actor.centre_id or 0)


class Closure(models.Model):
    """Days in a row on which the centre is closed, beside the statutory holidays; both ends included."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="closures")
    first_day = models.DateField()
    last_day = models.DateField()
    reason_en = models.CharField(max_length=120)
    reason_fr = models.CharField(max_length=120)

    reason = Bilingual("reason")

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="centres_closure_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_day}: {self.reason}"
