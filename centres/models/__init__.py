"""Centres, venues, closures, and what is outside of them: resources."""

from centres.models.centre import Centre, Closure
from centres.models.leading import Deed
from centres.models.resource import Resource
from centres.models.venue import Venue

__all__ = ["Centre", "Closure", "Deed", "Resource", "Venue"]
