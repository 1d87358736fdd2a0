"""From plain values to FHIR R4 resources, as dictionaries. Pure: the same facts give the same resource.

Only elements that R4 has: R4B's models, by which each is checked, have the same ones for these resources.
"""

from datetime import UTC, datetime
from typing import Any

from prescriptions.fhir import codes
from prescriptions.fhir.facts import (
    CentreFacts,
    ConsentFacts,
    GoalFacts,
    PersonFacts,
    PlanFacts,
    PrescriptionFacts,
    TaskFacts,
    WriterFacts,
)
from prescriptions.models import CaseState, Source, Told

Resource = dict[str, Any]


def instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def coding(system: str, code: str, display: str = "") -> Resource:
    found = {"system": system, "code": code}
    return {**found, "display": display} if display else found


def concept(*codings: Resource, text: str = "") -> Resource:
    found: Resource = {"coding": list(codings)} if codings else {}
    return {**found, "text": text} if text else found


def reference(kind: str, key: str, display: str = "") -> Resource:
    found = {"reference": f"{kind}/{key}"}
    return {**found, "display": display} if display else found


def _resource(kind: str, key: str, updated: datetime | None, **elements: Any) -> Resource:
    """Elements that have nothing to say are left out: FHIR knows no empty ones."""
    meta = {"meta": {"lastUpdated": instant(updated)}} if updated else {}
    said = {name: value for name, value in elements.items() if value not in (None, "", [], {})}
    return {"resourceType": kind, "id": key, **meta, **said}


def organization(centre: CentreFacts) -> Resource:
    phone = [{"system": "phone", "value": centre.phone}] if centre.phone else []
    return _resource("Organization", centre.id, None, active=True, name=centre.name, telecom=phone)


def patient(person: PersonFacts) -> Resource:
    """The least that tells them apart: name, date of birth, and the centre's chart number."""
    numbers = []
    if person.chart_number:
        kind = concept(coding(codes.IDENTIFIER_TYPE, "MR"))
        system = f"{person.centre.base}/chart-number/{person.centre.id}"
        numbers = [{"use": "usual", "type": kind, "system": system, "value": person.chart_number}]
    return _resource(
        "Patient",
        person.id,
        person.updated,
        identifier=numbers,
        name=[{"use": "usual", "text": person.name}],
        birthDate=person.birth_date.isoformat() if person.birth_date else None,
        communication=[{"language": concept(coding(codes.LANGUAGE, person.language)), "preferred": True}],
        managingOrganization=reference("Organization", person.centre.id, person.centre.name),
    )


def practitioner(writer: WriterFacts) -> Resource:
    return _resource("Practitioner", writer.id, None, active=True, name=[{"text": writer.name}])


def practitioner_role(writer: WriterFacts) -> Resource:
    return _resource(
        "PractitionerRole",
        writer.id,
        None,
        active=True,
        practitioner=reference("Practitioner", writer.id, writer.name),
        organization=reference("Organization", writer.centre.id, writer.centre.name),
    )


def _subject(person: PersonFacts) -> Resource:
    return reference("Patient", person.id)


def _requester(one: PrescriptionFacts) -> Resource:
    if one.source == Source.SELF:
        return _subject(one.person)
    if one.writer.id:
        return reference("PractitionerRole", one.writer.id, one.writer.name)
    return {"display": ", ".join(filter(None, (one.writer.name, one.writer.role, one.writer.organization)))}


def service_request(one: PrescriptionFacts) -> Resource:
    """The provider's own: what was asked for. How it goes is the Task's."""
    wanted = {codes.CATEGORIES.get(need, codes.UNSPECIFIED) for need in one.needs}
    detail = [concept(coding(codes.SDOHCC, "contacting-subject-prohibited"))] if one.do_not_contact else []
    return _resource(
        "ServiceRequest",
        one.id,
        one.updated,
        status=codes.REQUEST_STATUS[one.state],
        intent="order",
        category=[
            concept(coding(codes.SNOMED, "410606002", "Social service procedure")),
            *(concept(coding(codes.SDOHCC, code)) for code in sorted(wanted)),
        ],
        priority=codes.PRIORITY[one.urgency],
        code=concept(text=f"Social prescription: {', '.join(need.value for need in one.needs)}"),
        orderDetail=[*detail, concept(text=f"Level of support: {one.level.value}")],
        subject=_subject(one.person),
        authoredOn=instant(one.written),
        requester=_requester(one),
        performer=[reference("Organization", one.person.centre.id, one.person.centre.name)],
        supportingInfo=[reference("Consent", one.person.id)],
    )


def task_status(state: CaseState, reason: Any) -> str:
    return codes.CLOSED_STATUS[reason] if state == CaseState.CLOSED else codes.TASK_STATUS[state]


def task(one: TaskFacts) -> Resource:
    """The link worker's progress on it (SDOHCC Task For Referral Management)."""
    status = task_status(one.state, one.reason)
    why = one.reason.value if one.reason else one.state.value
    asked = one.prescription
    output = []
    if one.outcome:
        kind = concept(coding(codes.SDOHCC, "additional-content"), text="Outcome, as the client sees it")
        output = [{"type": kind, "valueCodeableConcept": concept(text=one.outcome.value)}]
    return _resource(
        "Task",
        asked.id,
        one.updated,
        status=status,
        statusReason={"text": why} if status in codes.NEEDS_REASON else None,
        businessStatus=concept(text=one.word or "not-yet-claimed"),
        intent="order",
        priority=codes.PRIORITY[asked.urgency],
        code=concept(coding(codes.TASK_CODE, "fulfill", "Fulfill the focal request")),
        focus=reference("ServiceRequest", asked.id),
        **{"for": _subject(asked.person)},
        executionPeriod={"start": instant(one.opened), **({"end": instant(one.ended)} if one.ended else {})},
        authoredOn=instant(asked.written),
        lastModified=instant(one.updated),
        requester=_requester(asked),
        owner=reference("Organization", asked.person.centre.id, asked.person.centre.name),
        output=output,
    )


def care_plan(one: PlanFacts) -> Resource:
    """What the client takes part in because of it."""
    asked = one.task.prescription
    status = codes.PLAN_STATUS.get(task_status(one.task.state, one.task.reason), "active")
    return _resource(
        "CarePlan",
        asked.id,
        one.task.updated,
        status=status,
        intent="plan",
        category=[concept(text="Social prescribing")],
        subject=_subject(asked.person),
        created=instant(one.task.opened),
        author=reference("Organization", asked.person.centre.id, asked.person.centre.name),
        goal=[reference("Goal", goal.id) for goal in one.goals],
        activity=[
            {"detail": {"status": "in-progress", "description": group.title}}
            | {"progress": [{"text": f"attended {group.times} times"}]}
            for group in one.groups
        ],
    )


def goal(one: GoalFacts) -> Resource:
    """What the client hopes for, in their words; how much it matters and how sure they are, from 0 to 10."""
    asked = [("importance", one.importance), ("confidence", one.confidence)]
    return _resource(
        "Goal",
        one.id,
        one.updated,
        lifecycleStatus=codes.GOAL_STATUS[one.state],
        achievementStatus=concept(coding(codes.GOAL_ACHIEVEMENT, codes.ACHIEVEMENT[one.state])),
        description={"text": one.words},
        subject=_subject(one.person),
        startDate=one.since.isoformat(),
        addresses=[reference("ServiceRequest", one.prescription)],
        note=[{"text": f"{name}: {value} of 10"} for name, value in asked if value is not None],
    )


def consent(one: ConsentFacts) -> Resource:
    """What the client lets whoever prescribed hear, in the words that stand just now."""
    provision: Resource = {"type": "deny"}
    if one.told != Told.NOTHING:
        provision = {"type": "permit", "code": [concept(text=one.told.value)]}
    return _resource(
        "Consent",
        one.person.id,
        one.updated,
        status="active",
        scope=concept(coding(codes.CONSENT_SCOPE, "patient-privacy")),
        category=[concept(coding(codes.ACT_CODE, "IDSCL"))],
        patient=_subject(one.person),
        dateTime=instant(one.said),
        organization=[reference("Organization", one.person.centre.id, one.person.centre.name)],
        sourceAttachment={"contentType": "text/plain", "title": f"Wording {one.wording}"},
        policyRule=concept(coding(codes.ACT_CODE, "OPTIN")),
        provision=provision,
    )
