"""Proposals, the activities they become, sessions, bookings and registers."""

from activities.models.activity import Activity, ActivityState
from activities.models.booking import Attendance, Booking, BookingState
from activities.models.proposal import Proposal, ProposalComment, ProposalState
from activities.models.register import Register
from activities.models.session import Session, SessionState

__all__ = [
    "Activity",
    "ActivityState",
    "Attendance",
    "Booking",
    "BookingState",
    "Proposal",
    "ProposalComment",
    "ProposalState",
    "Register",
    "Session",
    "SessionState",
]
