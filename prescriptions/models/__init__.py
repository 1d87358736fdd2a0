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
from prescriptions.models.prescription import WALKERS, WRITERS, Prescription, PrescriptionState
from prescriptions.models.system_client import SystemClient
from prescriptions.models.taking_part import TakingPart
from prescriptions.models.word import Word, WordKind

__all__ = [
    "OPEN_CASES",
    "WALKERS",
    "WRITERS",
    "Case",
    "CaseState",
    "ClosedReason",
    "ContactAttempt",
    "Level",
    "Means",
    "Need",
    "Outcome",
    "Prescription",
    "PrescriptionState",
    "Reach",
    "Result",
    "Risks",
    "Source",
    "SystemClient",
    "TakingPart",
    "Told",
    "Urgency",
    "Word",
    "WordKind",
]
