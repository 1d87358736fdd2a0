"""How prescriptions and the work on them move. A person moves them, never a clock."""

from core.states import Machine, Move
from prescriptions.models import OPEN_CASES, CaseState, GoalState, PrescriptionState, StepState

WALKED = {CaseState.CALLING, CaseState.WAITING, CaseState.ACTIVE, CaseState.FOLLOWING, CaseState.CLOSING}

prescriptions = Machine(
    moves={
        "complete": Move({PrescriptionState.ACTIVE}, PrescriptionState.COMPLETED),
        "reopen": Move({PrescriptionState.COMPLETED}, PrescriptionState.ACTIVE),
        "revoke": Move({PrescriptionState.ACTIVE, PrescriptionState.COMPLETED}, PrescriptionState.REVOKED),
    },
)
cases = Machine(
    moves={
        "take": Move({CaseState.NEW}, CaseState.CALLING),
        "give_back": Move(set(WALKED), CaseState.NEW),
        "call_again": Move(WALKED - {CaseState.CALLING}, CaseState.CALLING),
        "wait": Move(WALKED - {CaseState.WAITING}, CaseState.WAITING),
        "go_on": Move(WALKED - {CaseState.ACTIVE}, CaseState.ACTIVE),
        "follow": Move(WALKED - {CaseState.FOLLOWING}, CaseState.FOLLOWING),
        "finish": Move(WALKED - {CaseState.CLOSING}, CaseState.CLOSING),
        "close": Move(set(OPEN_CASES), CaseState.CLOSED),
        "reopen": Move({CaseState.CLOSED}, CaseState.ACTIVE),
    },
)
goals = Machine(
    about="case.person_id",
    moves={
        "reach": Move({GoalState.OPEN}, GoalState.REACHED),
        "reach_partly": Move({GoalState.OPEN}, GoalState.PARTLY),
        "let_go": Move({GoalState.OPEN}, GoalState.LET_GO),
        "take_up": Move({GoalState.REACHED, GoalState.PARTLY, GoalState.LET_GO}, GoalState.OPEN),
    },
)
steps = Machine(
    about="case.person_id",
    moves={
        "start": Move({StepState.PLANNED}, StepState.UNDER_WAY),
        "finish": Move({StepState.PLANNED, StepState.UNDER_WAY}, StepState.DONE),
        "drop": Move({StepState.PLANNED, StepState.UNDER_WAY}, StepState.DROPPED),
        "take_up": Move({StepState.DONE, StepState.DROPPED}, StepState.PLANNED),
    },
)
