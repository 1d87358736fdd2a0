"""A resource: a service outside the centre, with what a link worker needs to send somebody there."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from centres.models.access import AccessFacts
from centres.models.centre import Centre
from centres.models.resource_choices import THERE, Cost, ReferredBy, ResourceKind, ResourceState
from core import languages, phones
from core.actors import CARE_ROLES, Actor, Role
from core.bilingual import Bilingual
from core.querysets import Scoped, ScopedQuerySet

READERS = CARE_ROLES | {Role.PROVIDER}


class ResourceQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Care staff and providers: those that their centre keeps, and what other centres let others see."""
        if actor.is_system:
            return self
        if not actor.centre_id or not actor.has(*READERS):
            return self.none()
        return self.filter(Q(centre=actor.centre_id) | Q(listed=True, state__in=THERE))

    def public(self) -> Self:
        """What anybody may read: of centres that show their map, what they have not kept to themselves."""
        shown = {"centre__listed": True, "centre__shows_resources": True}
        return self.filter(listed=True, state__in=THERE, **shown)

    def kept_by(self, centre_id: int | None) -> Self:
        return self.filter(centre=centre_id)

    def there(self) -> Self:
        """What somebody may be sent to, now or later."""
        return self.filter(state__in=THERE)

    def towns(self) -> list[str]:
        """The towns of these rows, each once. One query."""
        return list(self.order_by("town").values_list("town", flat=True).distinct())

    def tagged(self, *tags: str) -> Self:
        """With all of these: a kind, a language, a town, as `services.resource_words` writes them."""
        found = self
        for tag in tags:
            found = found.filter(tags__contains=f" {tag} ")
        return found

    def with_words(self, words: list[str]) -> Self:
        """In which each of the folded words occurs."""
        found = self
        for word in words:
            found = found.filter(search_text__contains=word)
        return found

    def not_confirmed_since(self, day: date) -> Self:
        """Of what is still there: what nobody has looked at since before that day, the longest unseen first."""
        old = Q(assured_on=None) | Q(assured_on__lt=day)
        return self.filter(old, state__in=THERE).order_by(F("assured_on").asc(nulls_first=True), "sort_en", "pk")

    def by_name(self, language: str) -> Self:
        return self.order_by("sort_fr" if language.startswith("fr") else "sort_en", "pk")


class Resource(AccessFacts, Scoped):
    """One service at one place. One centre keeps it; where it is `listed`, others may see it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # of the service, in HSDS files
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="resources")
    listed = models.BooleanField(default=True)  # else it is for the centre's own staff
    state = models.CharField(max_length=10, choices=ResourceState.choices, default=ResourceState.ACTIVE)
    name_en = models.CharField(max_length=160, blank=True)
    name_fr = models.CharField(max_length=160, blank=True)
    organisation_en = models.CharField(max_length=160, blank=True)  # whose service it is, where it says so
    organisation_fr = models.CharField(max_length=160, blank=True)
    words_en = models.TextField(max_length=1200, blank=True)
    words_fr = models.TextField(max_length=1200, blank=True)
    kinds = models.JSONField(default=list, blank=True)  # codes of ResourceKind, the one that fits best first
    whom_en = models.CharField(max_length=300, blank=True)
    whom_fr = models.CharField(max_length=300, blank=True)
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(null=True, blank=True)
    cost = models.CharField(max_length=10, choices=Cost.choices, blank=True)
    fee_en = models.CharField(max_length=300, blank=True)
    fee_fr = models.CharField(max_length=300, blank=True)
    access_en = models.CharField(max_length=300, blank=True)
    access_fr = models.CharField(max_length=300, blank=True)
    languages = models.JSONField(default=list, blank=True)  # codes of core.languages.Spoken
    referred_by = models.JSONField(default=list, blank=True)  # codes of ReferredBy
    referral_en = models.CharField(max_length=600, blank=True)
    referral_fr = models.CharField(max_length=600, blank=True)
    phone = models.CharField(max_length=16, blank=True)  # E.164, or a short number such as 211
    extension = models.PositiveIntegerField(null=True, blank=True)
    toll_free = models.CharField(max_length=16, blank=True)
    tty = models.CharField(max_length=16, blank=True)
    fax = models.CharField(max_length=16, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(max_length=300, blank=True)
    street = models.CharField(max_length=160, blank=True)
    unit = models.CharField(max_length=80, blank=True)
    town = models.CharField(max_length=80, blank=True)
    province = models.CharField(max_length=40, default="ON", blank=True)
    postal_code = models.CharField(max_length=10, blank=True)
    area_en = models.CharField(max_length=300, blank=True)  # for which places it is there
    area_fr = models.CharField(max_length=300, blank=True)
    hours_en = models.CharField(max_length=300, blank=True)
    hours_fr = models.CharField(max_length=300, blank=True)
    wait_en = models.CharField(max_length=160, blank=True)
    wait_fr = models.CharField(max_length=160, blank=True)
    record_211 = models.CharField(max_length=60, blank=True)
    assured_on = models.DateField(null=True, blank=True)  # on that day somebody made sure that all this is right
    assured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    assurer_email = models.EmailField(blank=True)  # of the organisation that made sure, as files say it
    notes = models.TextField(max_length=1200, blank=True)  # for the centre's staff alone: in no file either
    beyond = models.JSONField(default=dict, blank=True)  # what a file said beyond all this (`hsds.beyond`)
    changes = models.JSONField(default=list, blank=True)  # the last of them, as HSDS writes metadata
    # Filled by `services.resource_words`: what lists search, filter and sort by.
    search_text = models.TextField(blank=True, editable=False)
    tags = models.TextField(blank=True, editable=False)
    sort_en = models.CharField(max_length=160, blank=True, editable=False)
    sort_fr = models.CharField(max_length=160, blank=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    name = Bilingual("name")
    organisation = Bilingual("organisation")
    words = Bilingual("words")
    whom = Bilingual("whom")
    fee = Bilingual("fee")
    access = Bilingual("access")
    referral = Bilingual("referral")
    area = Bilingual("area")
    hours = Bilingual("hours")
    wait = Bilingual("wait")

    BILINGUAL = ("name", "organisation", "words", "whom", "fee", "access", "referral", "area", "hours", "wait")

    objects = ResourceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["centre", "state", "sort_en"], name="centres_resource_en"),
            models.Index(fields=["centre", "state", "sort_fr"], name="centres_resource_fr"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_en="", name_fr=""),
                name="centres_resource_has_a_name",
                violation_error_message=_("Write the name in at least one language."),
            ),
            models.CheckConstraint(
                condition=Q(min_age=None) | Q(max_age=None) | Q(max_age__gte=F("min_age")),
                name="centres_resource_ages_in_order",
                violation_error_message=_("The highest age comes after the lowest."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @classmethod
    def public(cls) -> ResourceQuerySet:
        return cls.objects.all().public()

    @property
    def spoken(self) -> list[str]:
        """Its languages, in words."""
        return languages.in_words(self.languages)

    @property
    def kinds_in_words(self) -> list[str]:
        return [str(ResourceKind(code).label) for code in self.kinds]

    @property
    def ways_in_words(self) -> list[str]:
        return [str(ReferredBy(code).label) for code in self.referred_by]

    @property
    def phone_shown(self) -> str:
        """As people read it, with the extension."""
        said = phones.shown(self.phone)
        return (
            str(_("%(number)s, extension %(extension)s")) % {"number": said, "extension": self.extension}
            if (said and self.extension is not None)
            else said
        )

    @property
    def address(self) -> str:
        """In one line; where there is no street, the town alone."""
        place = " ".join(part for part in (self.province, self.postal_code) if part) if self.street else ""
        return ", ".join(part for part in (self.street, self.unit, self.town, place) if part)
