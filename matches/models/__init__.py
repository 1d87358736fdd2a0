"""Requests for a companion, what champions offer, the matches that come of them, their visits, and lifts."""

from matches.models.alert import Alert, AlertState, Cause
from matches.models.lift import Aid, Lift, LiftState
from matches.models.match import Ender, Match, MatchState, Why
from matches.models.profile import VisitorProfile
from matches.models.request import Kind, MatchRequest, RequestState, Source, Urgency
from matches.models.say import Say, Side, Went
from matches.models.visit import Visit, VisitState
from matches.models.visit_log import Mood, VisitLog

__all__ = [
    "Aid",
    "Alert",
    "AlertState",
    "Cause",
    "Ender",
    "Kind",
    "Lift",
    "LiftState",
    "Match",
    "MatchRequest",
    "MatchState",
    "Mood",
    "RequestState",
    "Say",
    "Side",
    "Source",
    "Urgency",
    "Visit",
    "VisitLog",
    "VisitState",
    "VisitorProfile",
    "Went",
    "Why",
]
