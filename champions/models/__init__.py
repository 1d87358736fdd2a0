"""Champions: how they were asked, what they told us, what they are cleared for, how they are supported and thanked."""

from champions.models.application import Application, Enjoys, PartOfDay, Weekday
from champions.models.asked import CentreNeeds
from champions.models.champion import Champion, Standing
from champions.models.clearance import POLICE_CHECKS, CheckConsent, Clearance, Decision, Need, Work
from champions.models.hours import Hours, HoursChange, HoursState
from champions.models.invitation import Answer, ChampionInvitation, Means
from champions.models.reference import Referee, ReferenceAnswer, Verdict
from champions.models.story import NamedAs, StoryConsent
from champions.models.support import Break, Layer, Note, SupportPlan
from champions.models.thanks import Certificate, Kind, Milestone, Unit
from champions.models.training import TrainingTaken

__all__ = [
    "POLICE_CHECKS",
    "Answer",
    "Application",
    "Break",
    "CentreNeeds",
    "Certificate",
    "Champion",
    "ChampionInvitation",
    "CheckConsent",
    "Clearance",
    "Decision",
    "Enjoys",
    "Hours",
    "HoursChange",
    "HoursState",
    "Kind",
    "Layer",
    "Means",
    "Milestone",
    "NamedAs",
    "Need",
    "Note",
    "PartOfDay",
    "Referee",
    "ReferenceAnswer",
    "Standing",
    "StoryConsent",
    "SupportPlan",
    "TrainingTaken",
    "Unit",
    "Verdict",
    "Weekday",
    "Work",
]
