"""Accounts, persons and what we hold about them."""

from people.models.consent import Consent
from people.models.contact import ContactPoint
from people.models.person import Person
from people.models.staff import StaffRole
from people.models.user import User

__all__ = ["Consent", "ContactPoint", "Person", "StaffRole", "User"]
