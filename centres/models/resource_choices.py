"""What there is to choose for a resource: our own light list of kinds, what it costs, how one gets there."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ResourceKind(models.TextChoices):
    """The families of needs that prescriptions speak of. (The taxonomy of 211 is licensed, and far finer.)"""

    FOOD = "food", _("Food")
    SHELTER = "shelter", _("Housing and shelter")
    INCOME = "income", _("Money and benefits")
    TRANSPORT = "transport", _("Getting around")
    SOCIAL = "social", _("Company and friendship")
    VISIT = "visit", _("Friendly visits")
    BEREAVEMENT = "bereavement", _("Grief and loss")
    CAREGIVER = "caregiver", _("Help for caregivers")
    ACTIVE = "physical_activity", _("Moving and sport")
    LEARNING = "learning", _("Learning")
    ARTS = "arts", _("Arts and crafts")
    NATURE = "nature", _("Nature and gardens")
    DIGITAL = "digital", _("Computers and phones")
    NEWCOMER = "newcomer", _("Newcomers")
    VOLUNTEERING = "volunteering", _("Volunteering")
    HEALTH = "health", _("Health")


class Cost(models.TextChoices):
    """Empty where nobody has said."""

    FREE = "free", _("Free of charge")
    SLIDING = "sliding", _("According to income")
    FEE = "fee", _("For a fee")


class ReferredBy(models.TextChoices):
    """How somebody gets there. More than one may do."""

    SELF = "self", _("Just go there")
    CALL = "call", _("By telephone")
    FORM = "form", _("With a form")
    LETTER = "letter", _("With a letter")


class ResourceState(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("a service", "open")
    PAUSED = "paused", pgettext_lazy("a service", "closed for now")
    GONE = "gone", pgettext_lazy("a service", "no longer there")


# What somebody may be told of.
THERE = (ResourceState.ACTIVE, ResourceState.PAUSED)
