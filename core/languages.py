"""The languages that people speak or sign: in groups, and as champions. Not those of the screens."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class Spoken(models.TextChoices):
    """A language, by its code."""

    EN = "en", _("English")
    FR = "fr", _("French")
    ASL = "ase", _("American Sign Language")
    LSQ = "fcs", _("Langue des signes québécoise")
    OJIBWE = "oj", _("Ojibwe")
    CREE = "cr", _("Cree")
    ARABIC = "ar", _("Arabic")
    CHINESE = "zh", _("Chinese")
    FARSI = "fa", _("Farsi")
    PORTUGUESE = "pt", _("Portuguese")
    PUNJABI = "pa", _("Punjabi")
    SOMALI = "so", _("Somali")
    SPANISH = "es", _("Spanish")
    TAMIL = "ta", _("Tamil")
    UKRAINIAN = "uk", _("Ukrainian")
    URDU = "ur", _("Urdu")


def in_words(codes: Iterable[str]) -> list[str]:
    """The languages as somebody reads them."""
    return [str(Spoken(code).label) for code in codes]
