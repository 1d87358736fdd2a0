"""Champions and the hours they gift."""

from champions.models.champion import Champion, Standing
from champions.models.hours import Hours

__all__ = ["Champion", "Hours", "Standing"]
