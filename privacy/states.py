"""How looks, incidents and requests move."""

from core.states import Machine, Move
from privacy.models import IncidentState, LookState, RequestState

looks = Machine(
    moves={
        "ask": Move({LookState.OPEN, LookState.ASKED}, LookState.ASKED),
        "find_fine": Move({LookState.OPEN, LookState.ASKED}, LookState.FINE),
        "make_incident": Move({LookState.OPEN, LookState.ASKED}, LookState.INCIDENT),
    },
)
incidents = Machine(
    moves={
        "contain": Move({IncidentState.OPEN, IncidentState.CONTAINED}, IncidentState.CONTAINED),
        "close": Move({IncidentState.CONTAINED}, IncidentState.CLOSED),
        "reopen": Move({IncidentState.CLOSED}, IncidentState.CONTAINED),
    },
)
requests = Machine(
    moves={
        "grant": Move({RequestState.OPEN}, RequestState.GRANTED),
        "refuse": Move({RequestState.OPEN}, RequestState.REFUSED),
        "withdraw": Move({RequestState.OPEN}, RequestState.WITHDRAWN),
    },
)
