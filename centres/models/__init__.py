"""Centres, venues and closures."""

from centres.models.centre import Centre, Closure
from centres.models.leading import Deed
from centres.models.venue import Venue

__all__ = ["Centre", "Closure", "Deed", "Venue"]
