"""Ways to reach a person, in the order in which they like them."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import phones
from core.actors import Actor
from core.querysets import Scoped, ScopedQuerySet
from people.models.person import Person


class ContactKind(models.TextChoices):
    EMAIL = "email", _("e-mail")
    MOBILE = "mobile", _("mobile telephone")
    LANDLINE = "landline", _("landline")


class Way(models.TextChoices):
    """How something is carried to somebody."""

    EMAIL = "email", _("e-mail")
    TEXT = "text", _("text message")
    VOICE = "voice", _("automatic call")


class ContactQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(person__in=Person.visible_to(actor))


class ContactPoint(Scoped):
    """One address or number. Not unique: couples and group homes share a telephone, and that is normal."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=ContactKind.choices)
    value = models.CharField(max_length=254)  # E.164, or an e-mail address in lower case
    position = models.PositiveSmallIntegerField(default=0)
    voicemail_ok = models.BooleanField(default=False)
    calls_ok = models.BooleanField(default=False)  # they chose to hear messages from the automatic line
    verified_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, editable=False)  # a provider said that nobody has it; none is sent

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["value"], name="people_contact_value")]
        constraints = [models.UniqueConstraint(fields=["person", "value"], name="people_contact_once")]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def shown(self) -> str:
        """The address, or the number as people read it."""
        return self.value if self.kind == ContactKind.EMAIL else phones.shown(self.value)

    @property
    def way(self) -> Way | None:
        """How messages are carried there; to a landline whose owner wants no automatic calls, people alone speak."""
        if self.kind == ContactKind.EMAIL:
            return Way.EMAIL
        if self.calls_ok:
            return Way.VOICE
        return Way.TEXT if self.kind == ContactKind.MOBILE else None


class StoppedNumber(models.Model):
    """A number that gets no texts, whoever it belongs to: somebody there said STOP, or the carrier says so.

    Kept also where nobody has the number any more: whoever said stop need not say it again (CASL s. 11).
    """

    number = models.CharField(max_length=16, unique=True)  # E.164
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number
