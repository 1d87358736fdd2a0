"""A champion's standing, and how it moves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Machine, Move


class Standing(models.TextChoices):
    """Whether a champion can propose and lead just now."""

    ACTIVE = "active", _("active")
    PAUSED = "paused", _("taking a break")


machine = Machine(
    field="standing",
    moves={
        "pause": Move({Standing.ACTIVE}, Standing.PAUSED),
        "resume": Move({Standing.PAUSED}, Standing.ACTIVE),
    },
)
