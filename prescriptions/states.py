"""How prescriptions and the work on them move. A person moves them, never a clock."""

from core.states import Machine, Move
from prescriptions.models import OPEN_CASES, CaseState, PrescriptionState

WALKED = {CaseState.CALLING, CaseState.WAITING, CaseState.ACTIVE, CaseState.FOLLOWING, CaseState.CLOSING}

prescriptions = Machine(
    moves={
        "complete": Move({PrescriptionState.ACTIVE}, PrescriptionState.COMPLETED),
        "reopen": Move({PrescriptionState.COMPLETED}, PrescriptionState.ACTIVE),
        "revoke": Move({PrescriptionState.ACTIVE}, PrescriptionState.REVOKED),
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
