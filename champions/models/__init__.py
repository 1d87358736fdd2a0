"""Champions, what they are cleared for, how they are supported, the hours they gift, and thanks."""

from champions.models.champion import Champion, Standing
from champions.models.clearance import Clearance, Decision, Need, Work
from champions.models.hours import Hours, HoursChange, HoursState
from champions.models.story import NamedAs, StoryConsent
from champions.models.support import Break, Layer, Note, SupportPlan
from champions.models.thanks import Certificate, Kind, Milestone, Unit

__all__ = [
    "Break",
    "Certificate",
    "Champion",
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
    "Standing",
    "StoryConsent",
    "SupportPlan",
    "Unit",
    "Work",
]
