"""The legal moves of whatever has a state in this room. Nothing else writes it."""

from activities.models.activity import ActivityState
from activities.models.booking import ACTIVE, BookingState
from activities.models.change_request import ChangeRequestState
from activities.models.enrolment import EnrolmentState
from activities.models.idea import IdeaState
from activities.models.invite_call import CallState
from activities.models.proposal import WITH_CHAMPION, ProposalState
from activities.models.session import SessionState
from activities.models.substitute import Reply, SearchState
from activities.models.worry import WorryState
from core.states import Machine, Move

proposals = Machine(
    moves={
        "submit": Move(WITH_CHAMPION, ProposalState.SUBMITTED),
        "request_changes": Move({ProposalState.SUBMITTED}, ProposalState.CHANGES_REQUESTED),
        "approve": Move({ProposalState.SUBMITTED}, ProposalState.APPROVED),
        "decline": Move({ProposalState.SUBMITTED}, ProposalState.DECLINED),
        "withdraw": Move({ProposalState.SUBMITTED, ProposalState.CHANGES_REQUESTED}, ProposalState.WITHDRAWN),
    },
)

activities = Machine(
    moves={
        "end": Move({ActivityState.PUBLISHED, ActivityState.DORMANT}, ActivityState.ENDED),
        "hide": Move({ActivityState.PUBLISHED}, ActivityState.DORMANT),
        "show": Move({ActivityState.DORMANT}, ActivityState.PUBLISHED),
        "publish": Move({ActivityState.DRAFT}, ActivityState.PUBLISHED),
    },
)

sessions = Machine(
    moves={
        "cancel": Move({SessionState.SCHEDULED}, SessionState.CANCELLED),
        "reinstate": Move({SessionState.CANCELLED}, SessionState.SCHEDULED),
    },
)

enrolments = Machine(moves={"end": Move({EnrolmentState.ACTIVE}, EnrolmentState.ENDED)})

bookings = Machine(
    moves={
        "cancel": Move(ACTIVE, BookingState.CANCELLED),
        "offer": Move({BookingState.WAITLISTED}, BookingState.OFFERED),
        "accept": Move({BookingState.OFFERED}, BookingState.CONFIRMED),
        "take": Move({BookingState.WAITLISTED}, BookingState.CONFIRMED),
        "admit": Move({BookingState.WAITLISTED, BookingState.OFFERED, BookingState.THINKING}, BookingState.CONFIRMED),
        "wait_again": Move({BookingState.CONFIRMED}, BookingState.WAITLISTED),
        "think_again": Move({BookingState.CONFIRMED}, BookingState.THINKING),
        "lapse": Move({BookingState.OFFERED}, BookingState.CANCELLED),
    },
)

worries = Machine(
    moves={
        "take": Move({WorryState.NEW}, WorryState.TAKEN),
        "close": Move({WorryState.NEW, WorryState.TAKEN}, WorryState.CLOSED),
    },
)

change_requests = Machine(
    moves={
        "fulfil": Move({ChangeRequestState.NEW}, ChangeRequestState.DONE),
        "decline": Move({ChangeRequestState.NEW}, ChangeRequestState.DECLINED),
        "withdraw": Move({ChangeRequestState.NEW}, ChangeRequestState.WITHDRAWN),
    },
)

substitute_searches = Machine(
    moves={
        "find": Move({SearchState.OPEN}, SearchState.FOUND),
        "end": Move({SearchState.OPEN}, SearchState.ENDED),
    },
)

substitute_asks = Machine(
    moves={
        "accept": Move({Reply.ASKED, Reply.NO}, Reply.YES),
        "refuse": Move({Reply.ASKED}, Reply.NO),
    },
)

_OPEN = {CallState.OPEN}

invite_calls = Machine(
    moves={
        "no_answer": Move(_OPEN, CallState.OPEN),
        "think": Move(_OPEN, CallState.OPEN),
        "yes": Move(_OPEN, CallState.YES),
        "not_now": Move(_OPEN, CallState.NOT_NOW),
        "wrong_number": Move(_OPEN, CallState.WRONG_NUMBER),
        "give_up": Move(_OPEN, CallState.UNREACHED),
        "met": Move(_OPEN, CallState.MET),
        "not_met": Move(_OPEN, CallState.NOT_MET),
        "cannot": Move(_OPEN, CallState.CANNOT),
        "take_back": Move(_OPEN, CallState.TAKEN_BACK),
    },
)

ideas = Machine(
    moves={
        "show": Move({IdeaState.NEW, IdeaState.DECLINED}, IdeaState.OPEN),
        "decline": Move({IdeaState.NEW, IdeaState.OPEN}, IdeaState.DECLINED),
        "merge": Move({IdeaState.NEW, IdeaState.OPEN}, IdeaState.MERGED),
        "take_up": Move({IdeaState.OPEN}, IdeaState.TAKEN),
        "put_back": Move({IdeaState.TAKEN}, IdeaState.OPEN),
        "fulfil": Move({IdeaState.TAKEN}, IdeaState.DONE),
    },
)
