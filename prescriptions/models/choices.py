"""The lists that a prescription is made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Need(models.TextChoices):
    """What it is for: the families of the pilot's report, and those that link workers added since."""

    SOCIAL = "social", _("company and belonging")
    BEREAVEMENT = "bereavement", _("grief")
    CAREGIVER = "caregiver", _("caring for somebody")
    MOVEMENT = "movement", _("physical activity")
    LEARNING = "learning", _("learning")
    ARTS = "arts", _("arts and music")
    NATURE = "nature", _("nature")
    DIGITAL = "digital", _("computers and telephones")
    NEWCOMER = "newcomer", _("being new in Canada")
    FOOD = "food", _("food")
    SHELTER = "shelter", _("housing")
    INCOME = "income", _("income")
    TRANSPORT = "transport", _("getting around")
    VISIT = "visit", _("a visit at home")
    VOLUNTEERING = "volunteering", _("giving something: Health Champion")


class Level(models.TextChoices):
    """The level of support, after the pilot's spectrum. It decides what follows."""

    SIGNPOSTING = "signposting", _("signposting: tell them of it")
    LIGHT = "light", _("light: refer to one thing, no follow-up")
    MEDIUM = "medium", _("medium: a link worker calls, and you hear back")
    HOLISTIC = "holistic", _("holistic: a link worker plans with them and walks along")

    @property
    def is_walked(self) -> bool:
        """Whether a link worker walks with the client: then there is a case."""
        return self in (Level.MEDIUM, Level.HOLISTIC)


class Urgency(models.IntegerChoices):
    ROUTINE = 0, _("in its turn")
    SOON = 1, _("soon")
    URGENT = 2, _("urgent: call within two working days")


class Source(models.TextChoices):
    """Who asked for it."""

    PROVIDER = "provider", _("a provider of the centre")
    BEHALF = "behalf", _("staff, on a provider’s behalf")
    PARTNER = "partner", _("a clinic outside the centre")
    SELF = "self", _("the client themselves")


class Risks(models.TextChoices):
    """Must be answered, and "none known" is an answer (DAPB4066, risks)."""

    NONE_KNOWN = "none_known", _("none known")
    SOME = "some", _("yes, there is something to know")


class Reach(models.TextChoices):
    """How the client wants to be contacted about it."""

    PHONE = "phone", _("a phone call")
    TEXT = "text", _("a text message")
    EMAIL = "email", _("an e-mail")
    LETTER = "letter", _("a letter")
    IN_PERSON = "in_person", _("at their next appointment")
    NOBODY = "nobody", _("do not contact: they come to us")


class Told(models.TextChoices):
    """How much whoever prescribed may hear."""

    NOTHING = "nothing", _("nothing")
    PROGRESS = "progress", _("that it goes on, and how it ends")
    DETAILS = "details", _("also what they take part in")
