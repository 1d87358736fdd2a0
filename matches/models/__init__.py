"""Requests for a companion, what champions offer, the matches that come of them, and their visits."""

from matches.models.match import Ender, Match, MatchState, Why
from matches.models.profile import VisitorProfile
from matches.models.request import Kind, MatchRequest, RequestState, Source, Urgency
from matches.models.say import Say, Side, Went
from matches.models.visit import Visit, VisitState

__all__ = [
    "Ender",
    "Kind",
    "Match",
    "MatchRequest",
    "MatchState",
    "RequestState",
    "Say",
    "Side",
    "Source",
    "Urgency",
    "Visit",
    "VisitState",
    "VisitorProfile",
    "Went",
    "Why",
]
