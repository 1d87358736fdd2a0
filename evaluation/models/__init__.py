"""What a centre asks its clients about how they are, what it asks those who work with them, and what they answered."""

from evaluation.models.equity import CountedTable, EquityAnswers
from evaluation.models.notebook import NOTEBOOK_READERS, Trial, TrialState, Verdict
from evaluation.models.plan import DUE_AFTER, MeasuringPlan, TimePoint
from evaluation.models.quarter_count import QuarterCount
from evaluation.models.readers import READERS
from evaluation.models.sitting import Measure, Score, Sitting, SittingState, Way
from evaluation.models.story import OUTSIDE, Reach, Story, StoryState, ToldHow
from evaluation.models.survey import LEFT_OUT, Survey, SurveyAudience, SurveyCount, SurveyInvitation
from evaluation.models.words import ReportWords

__all__ = [
    "DUE_AFTER",
    "LEFT_OUT",
    "NOTEBOOK_READERS",
    "OUTSIDE",
    "READERS",
    "CountedTable",
    "EquityAnswers",
    "Measure",
    "MeasuringPlan",
    "QuarterCount",
    "Reach",
    "ReportWords",
    "Score",
    "Sitting",
    "SittingState",
    "Story",
    "StoryState",
    "Survey",
    "SurveyAudience",
    "SurveyCount",
    "SurveyInvitation",
    "TimePoint",
    "ToldHow",
    "Trial",
    "TrialState",
    "Verdict",
    "Way",
]
