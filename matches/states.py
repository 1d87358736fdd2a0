"""How requests, matches and visits move."""

from core.states import Machine, Move
from matches.models import AlertState, LiftState, MatchState, RequestState, VisitState
from matches.models.match import TOGETHER

requests = Machine(
    moves={
        "match": Move({RequestState.WAITING}, RequestState.MATCHED),
        "wait_again": Move({RequestState.MATCHED}, RequestState.WAITING),
        "withdraw": Move({RequestState.WAITING, RequestState.MATCHED}, RequestState.WITHDRAWN),
        "end": Move({RequestState.MATCHED}, RequestState.ENDED),
    },
)
matches = Machine(
    about="request.person_id",
    moves={
        "accept": Move({MatchState.PROPOSED}, MatchState.MEETING),
        "try": Move({MatchState.MEETING}, MatchState.TRIAL),
        "go_on": Move({MatchState.TRIAL}, MatchState.ACTIVE),
        "decline": Move({MatchState.PROPOSED, MatchState.MEETING}, MatchState.DECLINED),
        "end": Move(set(TOGETHER), MatchState.ENDED),
    },
)
visits = Machine(
    moves={
        "happen": Move({VisitState.PLANNED, VisitState.MISSED}, VisitState.HAPPENED),
        "miss": Move({VisitState.PLANNED, VisitState.HAPPENED}, VisitState.MISSED),
        "cancel": Move({VisitState.PLANNED}, VisitState.CANCELLED),
    },
)
alerts = Machine(
    moves={
        "take": Move({AlertState.NEW}, AlertState.TAKEN),
        "close": Move({AlertState.NEW, AlertState.TAKEN}, AlertState.CLOSED),
    },
)
lifts = Machine(
    moves={
        "arrange": Move({LiftState.WANTED, LiftState.ARRANGED}, LiftState.ARRANGED),
        "give_back": Move({LiftState.ARRANGED}, LiftState.WANTED),
        "done": Move({LiftState.ARRANGED, LiftState.MISSED}, LiftState.DONE),
        "miss": Move({LiftState.ARRANGED, LiftState.DONE}, LiftState.MISSED),
        "cancel": Move({LiftState.WANTED, LiftState.ARRANGED}, LiftState.CANCELLED),
    },
)
