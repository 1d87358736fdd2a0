"""How somebody likes to be reached."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.actors import Actor
from core.querysets import Scoped, ScopedQuerySet
from people.models import Person

QUIET_FROM, QUIET_UNTIL = dt.time(21), dt.time(8)


class Reminders(models.TextChoices):
    """When somebody is reminded of a place."""

    BOTH = "both", _("the day before, and two hours before")
    DAY_BEFORE = "day_before", _("the day before")
    TWO_HOURS = "two_hours", _("two hours before")
    NONE = "none", _("no reminders")


class PreferencesQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(person__in=Person.visible_to(actor))


class Preferences(Scoped):
    """A row for whoever decided something; without one, the defaults hold. Ways and order are the contact points'."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="preferences")
    # Local time at the centre that writes; nothing that rings comes between the two.
    quiet_from = models.TimeField(default=QUIET_FROM)
    quiet_until = models.TimeField(default=QUIET_UNTIL)
    reminders = models.CharField(max_length=20, choices=Reminders.choices, default=Reminders.BOTH)
    staff_digest = models.BooleanField(default=True)  # of those who work at a desk: what waits there, each morning
    calendar_letters = models.BooleanField(default=True)  # e-mails put new places into their calendar
    do_not_contact = models.BooleanField(default=False)  # no message by any way, and no call

    objects = PreferencesQuerySet.as_manager()

    def __str__(self) -> str:
        return self.reminders

    @property
    def has_quiet_hours(self) -> bool:
        return self.quiet_from != self.quiet_until

    @classmethod
    def of(cls, person: Person) -> "Preferences":
        """A person's, or the defaults, not stored."""
        return getattr(person, "preferences", None) or cls(person=person)
