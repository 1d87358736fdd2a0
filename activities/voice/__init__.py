"""What callers can do about groups and places: hear what is on, join, hear their own dates and change them."""

from activities.voice import joining, listing, mine

__all__ = ["joining", "listing", "mine"]
