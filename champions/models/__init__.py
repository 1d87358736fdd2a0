"""Champions, what they are cleared for, and the hours they gift."""

from champions.models.champion import Champion, Standing
from champions.models.clearance import Clearance, Decision, Need, Work
from champions.models.hours import Hours

__all__ = ["Champion", "Clearance", "Decision", "Hours", "Need", "Standing", "Work"]
