"""What a centre asks its clients about how they are, and what they answered."""

from evaluation.models.equity import CountedTable, EquityAnswers
from evaluation.models.notebook import NOTEBOOK_READERS, Trial, TrialState, Verdict
from evaluation.models.plan import DUE_AFTER, READERS, MeasuringPlan, TimePoint
from evaluation.models.sitting import Measure, Score, Sitting, SittingState, Way

__all__ = [
    "DUE_AFTER",
    "NOTEBOOK_READERS",
    "READERS",
    "CountedTable",
    "EquityAnswers",
    "Measure",
    "MeasuringPlan",
    "Score",
    "Sitting",
    "SittingState",
    "TimePoint",
    "Trial",
    "TrialState",
    "Verdict",
    "Way",
]
