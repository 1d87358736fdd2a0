"""How a sitting moves, and a trial. A clock opens a sitting and lets it lapse; the person, or staff for them, do the
rest."""

from core.states import Machine, Move
from evaluation.models import SittingState, TrialState

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

trials = Machine(
    moves={
        "start": Move({TrialState.PLAN}, TrialState.DOING),
        "look": Move({TrialState.DOING}, TrialState.LOOKING),
        "go_on": Move({TrialState.LOOKING}, TrialState.DOING),
        "keep": Move({TrialState.LOOKING}, TrialState.KEPT),
        "drop": Move({TrialState.PLAN, TrialState.DOING, TrialState.LOOKING}, TrialState.DROPPED),
    },
)
