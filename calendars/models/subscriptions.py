"""A calendar of somebody's own, which their programs fetch by an address that nobody can guess."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from centres.models import Centre
from centres.models.centre import Language
from core.actors import Actor
from core.querysets import Scoped, ScopedQuerySet
from people.models import Person


class Scope(models.TextChoices):
    """Which dates are in it. What each means stands in `calendars.own`."""

    PLACES = "places", _("The dates where I have a place")
    LED = "led", _("The groups that I lead")
    CENTRE = "centre", _("Everything at my centre")


class Reminder(models.IntegerChoices):
    """How many minutes before a date the program itself reminds."""

    NONE = 0, _("No reminder")
    HOUR = 60, _("1 hour before")
    TWO_HOURS = 120, _("2 hours before")
    DAY = 1440, _("1 day before")


class SubscriptionQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        """Whose address opens something: not ended, and of a record that stands."""
        return self.filter(revoked_at=None, person__erased_at=None, person__merged_into=None)

    def visible_to(self, actor: Actor) -> Self:
        """Everybody their own, and nobody else's."""
        if actor.is_system:
            return self
        return self.filter(person=actor.person_id) if actor.person_id else self.none()


class Subscription(Scoped):
    """One address of one person. Of its token only the hash is kept: whoever reads this table opens nothing.

    What its file looks like is chosen here and not in the address, so that a choice can change while the address
    stays. `fetched_at` is exact to an hour: programs ask all day, and each note writes the row.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="subscriptions")
    scope = models.CharField(max_length=10, choices=Scope.choices)
    centre = models.ForeignKey(Centre, null=True, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=2, choices=Language.choices)
    discreet = models.BooleanField(default=False)  # every title is one that gives nothing away
    reminder = models.PositiveSmallIntegerField(choices=Reminder.choices, default=Reminder.NONE)
    shows_waiting = models.BooleanField(default=True)  # the dates for which they wait, as not certain yet
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()  # of the choices
    fetched_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="centre", centre__isnull=False) | (~Q(scope="centre") & Q(centre=None)),
                name="calendars_centre_where_it_is_a_centres",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.scope}"

    @property
    def reminds_before(self) -> timedelta | None:
        return timedelta(minutes=self.reminder) if self.reminder else None
