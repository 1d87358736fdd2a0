"""What a centre asks its clients about how they are, what it asks those who work with them, and what they answered."""

from evaluation.models.equity import CountedTable, EquityAnswers
from evaluation.models.plan import DUE_AFTER, READERS, MeasuringPlan, TimePoint
from evaluation.models.sitting import Measure, Score, Sitting, SittingState, Way
from evaluation.models.survey import LEFT_OUT, Survey, SurveyAudience, SurveyCount, SurveyInvitation

__all__ = [
    "DUE_AFTER",
    "LEFT_OUT",
    "READERS",
    "CountedTable",
    "EquityAnswers",
    "Measure",
    "MeasuringPlan",
    "Score",
    "Sitting",
    "SittingState",
    "Survey",
    "SurveyAudience",
    "SurveyCount",
    "SurveyInvitation",
    "TimePoint",
    "Way",
]
