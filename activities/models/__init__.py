"""Ideas, proposals, the activities they become, sessions, bookings, registers; what leaders ask for and write, and
what champions are asked to do.
"""

from activities.models.activity import Activity, ActivityState
from activities.models.booking import Attendance, Booking, BookingState
from activities.models.change_request import ChangeRequest, ChangeRequestState, Wish
from activities.models.enrolment import Enrolment, EnrolmentState
from activities.models.group_message import Audience, GroupMessage
from activities.models.idea import Idea, IdeaState, IdeaSupport
from activities.models.imported import Imported
from activities.models.invitation import Invitation
from activities.models.invite_call import CallKind, CallState, InviteCall
from activities.models.proposal import Proposal, ProposalComment, ProposalState
from activities.models.register import Register
from activities.models.session import OffBecause, Session, SessionState
from activities.models.substitute import Reply, SearchState, SubstituteAsk, SubstituteSearch
from activities.models.timetable import Pause, Phase
from activities.models.worry import Worry, WorryState

__all__ = [
    "Activity",
    "ActivityState",
    "Attendance",
    "Audience",
    "Booking",
    "BookingState",
    "CallKind",
    "CallState",
    "ChangeRequest",
    "ChangeRequestState",
    "Enrolment",
    "EnrolmentState",
    "GroupMessage",
    "Idea",
    "IdeaState",
    "IdeaSupport",
    "Imported",
    "Invitation",
    "InviteCall",
    "OffBecause",
    "Pause",
    "Phase",
    "Proposal",
    "ProposalComment",
    "ProposalState",
    "Register",
    "Reply",
    "SearchState",
    "Session",
    "SessionState",
    "SubstituteAsk",
    "SubstituteSearch",
    "Wish",
    "Worry",
    "WorryState",
]
