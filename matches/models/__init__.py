"""Requests for a companion, the matches that come of them, and their visits."""

from matches.models.match import Match, MatchState
from matches.models.request import Kind, MatchRequest, RequestState, Source, Urgency
from matches.models.visit import Visit, VisitState

__all__ = [
    "Kind",
    "Match",
    "MatchRequest",
    "MatchState",
    "RequestState",
    "Source",
    "Urgency",
    "Visit",
    "VisitState",
]
