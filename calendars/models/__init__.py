"""Calendars of people's own, and what our letters have put into their calendars."""

from calendars.models.entries import SentEntry
from calendars.models.subscriptions import Reminder, Scope, Subscription

__all__ = ["Reminder", "Scope", "SentEntry", "Subscription"]
