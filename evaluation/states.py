"""How a sitting moves: a clock opens it and lets it lapse; the person, or staff for them, do the rest. And
how a trial moves, and a story: nothing of it leaves the centre before its person has agreed to the very text."""

from core.states import Machine, Move
from evaluation.models import SittingState, StoryState, TrialState

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
KEPT = {StoryState.TOLD, StoryState.CHECKED}

stories = Machine(
    moves={
        "propose": Move(set(KEPT), StoryState.TOLD),
        "agree": Move({StoryState.TOLD}, StoryState.CHECKED),
        "refuse": Move({StoryState.TOLD}, StoryState.TOLD),
        "choose": Move(set(KEPT), StoryState.TOLD),
        "withdraw": Move(set(KEPT), StoryState.WITHDRAWN),
    },
)
