"""Champions, how they were asked and what they told us, what they are cleared for, and the hours they gift."""

from champions.models.application import Application, Enjoys, PartOfDay, Weekday
from champions.models.champion import Champion, Standing
from champions.models.clearance import Clearance, Decision, Need, Work
from champions.models.hours import Hours
from champions.models.invitation import Answer, ChampionInvitation, Means

__all__ = [
    "Answer",
    "Application",
    "Champion",
    "ChampionInvitation",
    "Clearance",
    "Decision",
    "Enjoys",
    "Hours",
    "Means",
    "Need",
    "PartOfDay",
    "Standing",
    "Weekday",
    "Work",
]
