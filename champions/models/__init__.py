"""Champions, what they are cleared for and how, how they are supported, the hours they gift, and thanks."""

from champions.models.asked import CentreNeeds
from champions.models.champion import Champion, Standing
from champions.models.clearance import POLICE_CHECKS, CheckConsent, Clearance, Decision, Need, Work
from champions.models.hours import Hours, HoursChange, HoursState
from champions.models.reference import Referee, ReferenceAnswer, Verdict
from champions.models.story import NamedAs, StoryConsent
from champions.models.support import Break, Layer, Note, SupportPlan
from champions.models.thanks import Certificate, Kind, Milestone, Unit
from champions.models.training import TrainingTaken

__all__ = [
    "POLICE_CHECKS",
    "Break",
    "CentreNeeds",
    "Certificate",
    "Champion",
    "CheckConsent",
    "Clearance",
    "Decision",
    "Hours",
    "HoursChange",
    "HoursState",
    "Kind",
    "Layer",
    "Milestone",
    "NamedAs",
    "Need",
    "Note",
    "Referee",
    "ReferenceAnswer",
    "Standing",
    "StoryConsent",
    "SupportPlan",
    "TrainingTaken",
    "Unit",
    "Verdict",
    "Work",
]
