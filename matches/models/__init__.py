"""Requests for a companion, the matches that come of them, their visits, and lifts."""

from matches.models.alert import Alert, AlertState, Cause
from matches.models.lift import Aid, Lift, LiftState
from matches.models.match import Match, MatchState
from matches.models.request import Kind, MatchRequest, RequestState, Source, Urgency
from matches.models.visit import Visit, VisitState
from matches.models.visit_log import Mood, VisitLog

__all__ = [
    "Aid",
    "Alert",
    "AlertState",
    "Cause",
    "Kind",
    "Lift",
    "LiftState",
    "Match",
    "MatchRequest",
    "MatchState",
    "Mood",
    "RequestState",
    "Source",
    "Urgency",
    "Visit",
    "VisitLog",
    "VisitState",
]
