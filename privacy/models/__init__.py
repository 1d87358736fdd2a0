"""Looks worth a question, people who are well known, incidents, requests about one's record, and what is forgotten."""

from privacy.models.incident import Affected, Incident, IncidentState, Reason, Told, ToldWhom, What
from privacy.models.look import LookState, Rule, UnusualLook, WellKnown
from privacy.models.request import RecordRequest, RequestKind, RequestState
from privacy.models.retention import RetentionChoice

__all__ = [
    "Affected",
    "Incident",
    "IncidentState",
    "LookState",
    "Reason",
    "RecordRequest",
    "RequestKind",
    "RequestState",
    "RetentionChoice",
    "Rule",
    "Told",
    "ToldWhom",
    "UnusualLook",
    "WellKnown",
    "What",
]
