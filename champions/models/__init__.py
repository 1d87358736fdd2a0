"""Champions and the hours they gift."""

from champions.models.champion import Champion
from champions.models.hours import Hours
from champions.states import Standing

__all__ = ["Champion", "Hours", "Standing"]
