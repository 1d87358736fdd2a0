"""The code systems that we speak, and what our words are called there."""

from prescriptions.models import CaseState, ClosedReason, GoalState, Need, PrescriptionState, Urgency

SDOHCC = "http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes"
TASK_CODE = "http://hl7.org/fhir/CodeSystem/task-code"
CONSENT_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
GOAL_ACHIEVEMENT = "http://terminology.hl7.org/CodeSystem/goal-achievement"
IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203"
LANGUAGE = "urn:ietf:bcp:47"
SNOMED = "http://snomed.info/sct"

# Needs in the categories of the SDOH Clinical Care guide; what it has no category for is not specified there.
CATEGORIES: dict[Need, str] = {
    Need.SOCIAL: "social-connection",
    Need.BEREAVEMENT: "stress",
    Need.CAREGIVER: "stress",
    Need.DIGITAL: "digital-literacy",
    Need.NEWCOMER: "language-access",
    Need.FOOD: "food-insecurity",
    Need.SHELTER: "housing-instability",
    Need.INCOME: "financial-insecurity",
    Need.TRANSPORT: "transportation-insecurity",
    Need.VISIT: "social-connection",
    Need.VOLUNTEERING: "protective-factor",
    Need.LEARNING: "educational-attainment",
}
UNSPECIFIED = "sdoh-category-unspecified"

REQUEST_STATUS = {
    PrescriptionState.ACTIVE: "active",
    PrescriptionState.COMPLETED: "completed",
    PrescriptionState.REVOKED: "revoked",
    None: "unknown",  # the client lets nothing be told: nobody learns from a status that it goes on, or has ended
}
PRIORITY = {Urgency.ROUTINE: "routine", Urgency.SOON: "urgent", Urgency.URGENT: "asap"}

# Never "received" nor "ready": the guide leaves them out.
TASK_STATUS = {
    CaseState.NEW: "requested",
    CaseState.CALLING: "accepted",
    CaseState.WAITING: "on-hold",
    CaseState.ACTIVE: "in-progress",
    CaseState.FOLLOWING: "in-progress",
    CaseState.CLOSING: "in-progress",
}
CLOSED_STATUS = {
    ClosedReason.COMPLETED: "completed",
    ClosedReason.ELSEWHERE: "completed",
    ClosedReason.UNREACHED: "failed",
    ClosedReason.DECLINED: "cancelled",
    ClosedReason.NOTHING_FITS: "cancelled",
    ClosedReason.MOVED: "cancelled",
    ClosedReason.DIED: "cancelled",
}
NEEDS_REASON = frozenset({"rejected", "cancelled", "on-hold", "failed"})
PLAN_STATUS = {"completed": "completed", "failed": "revoked", "cancelled": "revoked", "on-hold": "on-hold"}
GOAL_STATUS = {
    GoalState.OPEN: "active",
    GoalState.REACHED: "completed",
    GoalState.PARTLY: "completed",
    GoalState.LET_GO: "cancelled",
}
ACHIEVEMENT = {
    GoalState.OPEN: "in-progress",
    GoalState.REACHED: "achieved",
    GoalState.PARTLY: "improving",
    GoalState.LET_GO: "not-attainable",
}
