"""What a centre asks its clients about how they are, and what they answered."""

from evaluation.models.equity import CountedTable, EquityAnswers
from evaluation.models.plan import DUE_AFTER, READERS, MeasuringPlan, TimePoint
from evaluation.models.quarter_count import QuarterCount
from evaluation.models.sitting import Measure, Score, Sitting, SittingState, Way

__all__ = [
    "DUE_AFTER",
    "READERS",
    "CountedTable",
    "EquityAnswers",
    "Measure",
    "MeasuringPlan",
    "QuarterCount",
    "Score",
    "Sitting",
    "SittingState",
    "TimePoint",
    "Way",
]
