"""Champions, what they are cleared for and how, and the hours they gift."""

from champions.models.asked import CentreNeeds
from champions.models.champion import Champion, Standing
from champions.models.clearance import POLICE_CHECKS, CheckConsent, Clearance, Decision, Need, Work
from champions.models.hours import Hours
from champions.models.reference import Referee, ReferenceAnswer, Verdict
from champions.models.training import TrainingTaken

__all__ = [
    "POLICE_CHECKS",
    "CentreNeeds",
    "Champion",
    "CheckConsent",
    "Clearance",
    "Decision",
    "Hours",
    "Need",
    "Referee",
    "ReferenceAnswer",
    "Standing",
    "TrainingTaken",
    "Verdict",
    "Work",
]
