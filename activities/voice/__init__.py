"""What callers can do about groups and places: hear what is on, join, hear their own dates and change them;
and calls that champions make through the line."""

from activities.voice import asked, joining, listing, mine

__all__ = ["asked", "joining", "listing", "mine"]
