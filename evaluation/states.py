"""How a sitting moves. A clock opens it and lets it lapse; the person, or staff for them, do the rest."""

from core.states import Machine, Move
from evaluation.models import SittingState

WAITING = {SittingState.PLANNED, SittingState.OPEN}

sittings = Machine(
    moves={
        "open": Move({SittingState.PLANNED}, SittingState.OPEN),
        "finish": Move({SittingState.OPEN}, SittingState.DONE),
        "decline": Move(set(WAITING), SittingState.DECLINED),
        "lapse": Move({SittingState.OPEN}, SittingState.LAPSED),
        "call_off": Move(set(WAITING), SittingState.CALLED_OFF),
    },
)
