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
from prescriptions.models.partner import LinkPurpose, Partner, PartnerLink
from prescriptions.models.prescription import WALKERS, WRITERS, Prescription, PrescriptionState
from prescriptions.models.taking_part import TakingPart

__all__ = [
    "OPEN_CASES",
    "WALKERS",
    "WRITERS",
    "Case",
    "CaseState",
    "ClosedReason",
    "ContactAttempt",
    "Level",
    "LinkPurpose",
    "Means",
    "Need",
    "Outcome",
    "Partner",
    "PartnerLink",
    "Prescription",
    "PrescriptionState",
    "Reach",
    "Result",
    "Risks",
    "Source",
    "TakingPart",
    "Told",
    "Urgency",
]
