"""What the leaders of a centre's groups may change by themselves. What it means is decided where groups are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Deed(models.TextChoices):
    """What somebody may want to change about a group of their own."""

    MOVE = "move", _("Give one date another day or time")
    LENGTH = "length", _("Make one date longer or shorter")
    CANCEL = "cancel", _("Cancel one date")
    THIS_TIME = "this_time", _("Say who stands in, and a word about one date")
    PLACE = "place", _("Take another room or place")
    SEATS = "seats", _("Change the number of seats")
    PAUSE = "pause", _("Pause the group, and bring it back")
    SERIES = "series", _("Change the days or the time of the whole group")


def usual_deeds() -> list[str]:
    """Until a centre decides otherwise: what concerns one date, and takes nothing from anybody else."""
    return [Deed.MOVE, Deed.LENGTH, Deed.CANCEL, Deed.THIS_TIME]
