"""Social prescriptions, the work that follows, and what they led to."""

from prescriptions.models.case import (
    OPEN_CASES,
    Case,
    CaseState,
    ClosedReason,
    ContactAttempt,
    Means,
    Outcome,
    Result,
)
from prescriptions.models.choices import Level, Need, Reach, Risks, Source, Told, Urgency
from prescriptions.models.happening import REPLAN, Happening, HappeningKind
from prescriptions.models.partner import LinkPurpose, Partner, PartnerLink
from prescriptions.models.plan import (
    OPEN_STEPS,
    Doer,
    Goal,
    GoalState,
    Rating,
    Step,
    StepKind,
    StepState,
)
from prescriptions.models.prescription import WALKERS, WRITERS, Prescription, PrescriptionState
from prescriptions.models.system_client import SystemClient
from prescriptions.models.taking_part import TakingPart
from prescriptions.models.word import Word, WordKind

__all__ = [
    "OPEN_CASES",
    "OPEN_STEPS",
    "REPLAN",
    "WALKERS",
    "WRITERS",
    "Case",
    "CaseState",
    "ClosedReason",
    "ContactAttempt",
    "Doer",
    "Goal",
    "GoalState",
    "Happening",
    "HappeningKind",
    "Level",
    "LinkPurpose",
    "Means",
    "Need",
    "Outcome",
    "Partner",
    "PartnerLink",
    "Prescription",
    "PrescriptionState",
    "Rating",
    "Reach",
    "Result",
    "Risks",
    "Source",
    "Step",
    "StepKind",
    "StepState",
    "SystemClient",
    "TakingPart",
    "Told",
    "Urgency",
    "Word",
    "WordKind",
]
