"""What is implemented, type by type: the views answer by this table, and the CapabilityStatement is made from it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from centres.models import Centre
from people.services import charts
from prescriptions.fhir import codes, mapping, rows
from prescriptions.models import CaseState, ClosedReason, PrescriptionState, SystemClient

Resource = dict[str, Any]
Rows = QuerySet[Any]


class Unknown(ValueError):
    """A value that no resource has."""


@dataclass(frozen=True)
class Param:
    """A search parameter: its FHIR type, and the condition that a value means."""

    type: str
    means: Callable[[str, Centre], Q]
    about: str = ""


@dataclass(frozen=True)
class Kind:
    """One type of resource. `rows` are what a client may read of it; `made` turns some of them into resources."""

    name: str
    rows: Callable[[SystemClient], Rows]
    made: Callable[[Iterable[Any], Centre], list[Resource]]
    about: str
    by_id: Callable[[str], Q]
    people: Callable[[Any], int | None]
    params: dict[str, Param] = field(default_factory=dict)
    updated: str = ""  # the column behind _lastUpdated

    def has(self, name: str) -> bool:
        return name in self.params or name == "_id" or (name == "_lastUpdated" and bool(self.updated))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Unknown(text) from error


def by_public_id(text: str) -> Q:
    return Q(public_id=_uuid(text))


def _patient(way: str) -> Param:
    """By id: "123" or "Patient/123"."""
    return Param("reference", lambda value, _centre: Q(**{f"{way}public_id": _uuid(value.removeprefix("Patient/"))}))


def _chart_number(way: str) -> Param:
    """ "number" or "system|number"; a number in another system is nobody's."""

    def means(value: str, centre: Centre) -> Q:
        system, bar, number = value.rpartition("|")
        here = f"{rows.centre_facts(centre).base}/chart-number/{centre.slug}"
        if bar and system != here:
            return Q(pk__in=[])
        return Q(**{f"{way}pk": charts.find(number, centre_id=centre.pk) or 0})

    return Param("token", means, "The centre's chart number of the client.")


def _code(value: str) -> str:
    return value.rpartition("|")[2]


def _request_status(value: str, _centre: Centre) -> Q:
    code = _code(value)
    if code == codes.REQUEST_STATUS[None]:
        return Q(tells=False)
    states = [state for state in PrescriptionState if codes.REQUEST_STATUS[state] == code]
    return Q(tells=True, state__in=states)


def _task_status(value: str, _centre: Centre) -> Q:
    code = _code(value)
    standing = [state for state in CaseState if codes.TASK_STATUS.get(state) == code]
    reasons = [reason for reason in ClosedReason if codes.CLOSED_STATUS[reason] == code]
    return Q(case__state__in=standing) | Q(case__state=CaseState.CLOSED, case__closed_reason__in=reasons)


def _account(text: str) -> Q:
    """Accounts have no public id: the few who write at a centre are looked through."""
    return Q(pk__in=[pk for pk in rows.account_ids() if rows.account_id(pk) == text])


def _of_person(row: Any) -> int:
    return int(row.person_id)


def _nobody(_row: Any) -> None:
    return None


ABOUT_PRESCRIPTION = {"patient": _patient("person__"), "patient.identifier": _chart_number("person__")}


def _mapped(facts: Callable[..., list[Any]], one: Callable[[Any], Resource]) -> Callable[..., list[Resource]]:
    return lambda found, centre: [one(fact) for fact in facts(found, centre)]


def _nothing(_client: SystemClient) -> Rows:
    return rows.Prescription.objects.none()


_KINDS = (
    Kind(
        "ServiceRequest",
        rows.prescriptions,
        _mapped(rows.prescription_facts, mapping.service_request),
        "A prescription as it was written. Its status is unknown where the client lets nothing be told.",
        by_public_id,
        _of_person,
        {**ABOUT_PRESCRIPTION, "status": Param("token", _request_status)},
        "updated",
    ),
    Kind(
        "Task",
        rows.tasks,
        _mapped(rows.task_facts, mapping.task),
        "A link worker's progress with it, where the client lets it be told. Never received nor ready.",
        by_public_id,
        _of_person,
        {**ABOUT_PRESCRIPTION, "status": Param("token", _task_status)},
        "worked",
    ),
    Kind(
        "CarePlan",
        rows.plans,
        _mapped(rows.plan_facts, mapping.care_plan),
        "What the client hopes for and the groups that they take part in, where they let details be told.",
        by_public_id,
        _of_person,
        dict(ABOUT_PRESCRIPTION),
        "worked",
    ),
    Kind(
        "Consent",
        lambda client: rows.people(client).filter(said_at__isnull=False),
        _mapped(rows.consent_facts, mapping.consent),
        "How much whoever prescribed may hear, by the client's newest words.",
        by_public_id,
        lambda row: int(row.pk),
        {"patient": _patient(""), "patient.identifier": _chart_number("")},
        "updated",
    ),
    Kind(
        "Patient",
        rows.people,
        lambda found, centre: [mapping.patient(one) for one in rows.person_facts(found, centre).values()],
        "Name, date of birth and the centre's chart number; nothing else.",
        by_public_id,
        lambda row: int(row.pk),
        {"identifier": _chart_number("")},
        "updated",
    ),
    Kind(
        "Organization",
        lambda client: Centre.objects.filter(pk=client.centre_id).order_by("pk"),
        lambda found, _centre: [mapping.organization(rows.centre_facts(one)) for one in found],
        "The centre itself.",
        lambda text: Q(slug=text),
        _nobody,
    ),
    Kind(
        "Practitioner",
        rows.writers,
        _mapped(rows.writer_facts, mapping.practitioner),
        "Whoever prescribed with an account here: the name.",
        _account,
        _nobody,
    ),
    Kind(
        "PractitionerRole",
        rows.writers,
        _mapped(rows.writer_facts, mapping.practitioner_role),
        "The same at their centre.",
        _account,
        _nobody,
    ),
    Kind(
        "Goal",
        rows.goals,
        _mapped(rows.goal_facts, mapping.goal),
        "What the client hopes for, in their words, and how far they came, where they let details be told.",
        by_public_id,
        lambda row: int(row.case.person_id),
        {"patient": _patient("case__person__"), "patient.identifier": _chart_number("case__person__")},
        "updated",
    ),
    Kind(
        "QuestionnaireResponse",
        _nothing,
        lambda _found, _centre: [],
        "None yet: a search finds nothing.",
        by_public_id,
        _of_person,
        dict(ABOUT_PRESCRIPTION),
    ),
)
KINDS = {kind.name: kind for kind in _KINDS}
