"""Accounts, persons and what we hold about them."""

from people.models.chart import ChartNumber
from people.models.consent import Consent
from people.models.contact import ContactPoint, StoppedNumber
from people.models.links import ContactCode, PageLink
from people.models.lockbox import LockBox, LockOverride
from people.models.merging import Merge, NotSame
from people.models.person import Person
from people.models.pin import PhonePin
from people.models.search import SearchKey
from people.models.staff import StaffRole
from people.models.user import User

__all__ = [
    "ChartNumber",
    "Consent",
    "ContactCode",
    "ContactPoint",
    "LockBox",
    "LockOverride",
    "Merge",
    "NotSame",
    "PageLink",
    "Person",
    "PhonePin",
    "SearchKey",
    "StaffRole",
    "StoppedNumber",
    "User",
]
