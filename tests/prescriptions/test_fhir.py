"""Over `/fhir/` another system of the centre reads what may be told at that moment, as FHIR R4, and nothing else."""

import base64
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from core.actors import STAFF_ROLES, SYSTEM, Role
from core.models import AuditEvent
from people.models import ChartNumber
from people.models.consent import Purpose
from people.services import consents, locks
from prescriptions import states
from prescriptions.fhir import checking
from prescriptions.fhir.table import KINDS
from prescriptions.models import Case, CaseState, ClosedReason, GoalState, Level, Reach, Source, Told
from prescriptions.services import system_clients
from tests.factories.people import StaffRoleFactory
from tests.factories.prescriptions import GoalFactory, PrescriptionFactory
from tests.factories.words import close, let_hear, made, walk

pytestmark = pytest.mark.django_db
GIVEN = {"told": Told.DETAILS}


class System:
    """Another system with a token."""

    def __init__(self, centre):
        self.let_in = system_clients.let_in(centre=centre, name="Records", by=SYSTEM)
        self.client = Client()
        self.token = self.ask().json()["access_token"]

    def ask(self, **changed):
        pair = f"{self.let_in.client.client_id}:{self.let_in.secret}"
        header = "Basic " + base64.b64encode(pair.encode()).decode()
        data = {"grant_type": "client_credentials", "scope": "system/*.read", **changed}
        return self.client.post("/fhir/token", data, headers={"Authorization": header})

    def get(self, address, **headers):
        headers = {"Authorization": f"Bearer {self.token}", **headers}
        return self.client.get(f"/fhir/{address}", headers=headers)

    def all(self, kind, query=""):
        bundle = self.get(f"{kind}?{query}").json()
        checking.checked(bundle)
        return [checking.checked(entry["resource"]) for entry in bundle.get("entry", [])]


@pytest.fixture
def case():
    case = walk(made())
    consents.give(person=case.person, purpose=Purpose.REFERRAL, by=SYSTEM)
    ChartNumber.objects.create(person=case.person, centre=case.centre, number="B12")
    return case


@pytest.fixture
def system(case):
    return System(case.centre)


def another(case, **fields):
    """Somebody else's at the same centre."""
    other = walk(made(prescription__centre=case.centre, **fields))
    consents.give(person=other.person, purpose=Purpose.REFERRAL, by=SYSTEM)
    return other


# --- The door -----------------------------------------------------------------------------------
def test_metadata_is_for_everybody_and_tells_what_is_there(client):
    answer = client.get("/fhir/metadata")
    assert answer["Content-Type"] == "application/fhir+json"
    statement = checking.checked(answer.json())
    offered = {one["type"]: one for one in statement["rest"][0]["resource"]}
    assert set(offered) == set(KINDS)
    for name, kind in KINDS.items():
        said = {param["name"] for param in offered[name]["searchParam"]}
        assert all(kind.has(param) for param in said)
    smart = client.get("/fhir/.well-known/smart-configuration").json()
    assert smart["grant_types_supported"] == ["client_credentials"]


def test_every_offered_parameter_is_answered_and_no_other(system):
    for name, kind in KINDS.items():
        for param in [*kind.params, "_id", *(["_lastUpdated"] if kind.updated else [])]:
            value = "ge2026-01-01" if param == "_lastUpdated" else "x"
            assert system.get(f"{name}?{param}={value}").status_code == 200, (name, param)
        answer = system.get(f"{name}?colour=blue")
        assert answer.status_code == 400
        assert checking.checked(answer.json())["issue"][0]["code"] == "not-supported"


@pytest.mark.parametrize("grant", ["password", "authorization_code", "urn:ietf:params:oauth:grant-type:device_code"])
def test_there_is_no_other_grant(system, grant):
    answer = system.ask(grant_type=grant)
    assert (answer.status_code, answer.json()["error"]) == (400, "unsupported_grant_type")


def test_without_a_token_nothing_is_read(client, case):
    for address in ("Task", f"Task/{case.prescription.public_id}", "Nonsense"):
        answer = client.get(f"/fhir/{address}")
        assert (answer.status_code, checking.checked(answer.json())["issue"][0]["code"]) == (401, "login")


def test_token_in_the_address_is_refused(system):
    assert system.client.get(f"/fhir/Task?access_token={system.token}").status_code == 401


def test_secret_is_kept_as_a_hash_and_tokens_not_at_all(system):
    assert system.let_in.secret not in system.let_in.client.client_secret
    stored = system.let_in.client.__class__.objects.get()
    assert system.let_in.secret not in stored.client_secret
    assert not stored.accesstoken_set.exclude(token="").exists()


def test_revoked_system_reads_nothing_from_that_moment(system):
    assert system.get("Task").status_code == 200
    system_clients.revoke(system.let_in.client, by=SYSTEM)
    assert system.get("Task").status_code == 401
    assert system.ask().status_code == 401


def test_it_is_for_reading(system, case):
    answer = system.client.delete(f"/fhir/Task/{case.prescription.public_id}")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_questions_are_counted(system, settings):
    settings.THROTTLE, settings.FHIR_PER_CLIENT = True, 1
    assert [system.get("Task").status_code, system.get("Task").status_code] == [200, 429]


# --- What is read -------------------------------------------------------------------------------
def test_other_centres_are_not_there(system):
    other = walk(made())
    consents.give(person=other.person, purpose=Purpose.REFERRAL, by=SYSTEM)
    assert system.get(f"Task/{other.prescription.public_id}").status_code == 404
    assert len(system.all("Task")) == 1
    assert len(system.all("Patient")) == 1


def test_resources_keep_to_the_names_of_the_guide(system):
    """The elements that the SDOH Clinical Care guide's examples use, of those that we fill."""
    [request], [task], [consent] = (system.all(kind) for kind in ("ServiceRequest", "Task", "Consent"))
    guide = {
        "ServiceRequest": {
            *("resourceType", "id", "meta", "status", "intent", "category", "priority", "code", "orderDetail"),
            *("subject", "occurrencePeriod", "authoredOn", "requester", "performer", "supportingInfo"),
        },
        "Task": {
            *("resourceType", "id", "meta", "status", "statusReason", "businessStatus", "intent", "priority", "code"),
            *("focus", "for", "executionPeriod", "authoredOn", "lastModified", "requester", "owner", "output"),
        },
        "Consent": {
            *("resourceType", "id", "meta", "status", "scope", "category", "patient", "dateTime", "organization"),
            *("sourceAttachment", "policyRule", "provision"),
        },
    }
    for resource in (request, task, consent):
        assert set(resource) <= guide[resource["resourceType"]]
    needed = {"status", "intent", "code", "focus", "for", "authoredOn", "requester", "owner"}
    assert needed <= set(task)
    assert (task["intent"], task["code"]["coding"][0]["code"]) == ("order", "fulfill")
    assert task["focus"]["reference"] == f"ServiceRequest/{request['id']}"
    assert {one["coding"][0]["code"] for one in request["category"]} == {"410606002", "stress", "social-connection"}
    assert consent["category"][0]["coding"][0]["code"] == "IDSCL"


# What the guide's own published examples fill (HL7 FHIR US SDOH Clinical Care, examples `TaskReferralManagement
# OrderFulfillmentCompleted`, `ServiceRequestActiveFoodPantryApplicationAssist`, `GoalFoodSecurity` and
# `ConsentInformationDisclosure`), by element: the kinds of what is in it.
PUBLISHED = {
    "Task": {
        "intent": "order",
        "code": "fulfill",
        "status": "completed",
        "focus": "ServiceRequest",
        "for": "Patient",
        "authoredOn": "",
        "requester": "PractitionerRole",
        "owner": "Organization",
        "output": "",
    },
    "ServiceRequest": {
        "status": "active",
        "intent": "order",
        "category": "410606002",
        "code": "",
        "subject": "Patient",
        "reasonReference": "Condition",
    },
    "Goal": {
        "lifecycleStatus": "",
        "achievementStatus": "",
        "category": "",
        "description": "",
        "subject": "Patient",
        "target": "",
        "statusDate": "",
        "addresses": "",
    },
    "Consent": {
        "status": "active",
        "scope": "patient-privacy",
        "category": "IDSCL",
        "patient": "Patient",
        "dateTime": "",
        "organization": "Organization",
        "sourceAttachment": "",
    },
}
# …and what of it we do not hold. No diagnosis is written here; a hope is in words, and is not measured.
NOT_HELD = {"ServiceRequest": {"reasonReference"}, "Goal": {"category", "target", "statusDate"}}


@pytest.mark.parametrize("kind", PUBLISHED)
def test_resources_have_the_shape_of_the_published_examples(system, case, kind):
    GoalFactory(case=case)
    states.cases.move(case, "reopen", by=SYSTEM, closed_at=None, closed_reason="")
    close(case, ClosedReason.COMPLETED)
    Case.objects.filter(pk=case.pk).update(outcome="part")
    [ours] = system.all(kind)
    for element, example in PUBLISHED[kind].items():
        if element in NOT_HELD.get(kind, set()):
            assert element not in ours, f"{element} is held, and stands in the list of what is not"
            continue
        assert element in ours
        if not (kind == "ServiceRequest" and element == "status"):  # there it goes on, here it is over
            assert example in json.dumps(ours[element])


def test_who_is_not_to_be_contacted_is_marked(case):
    asked = PrescriptionFactory(centre=case.centre, person=case.person, reach=Reach.NOBODY, level=Level.SIGNPOSTING)
    system = System(case.centre)
    found = system.get(f"ServiceRequest/{asked.public_id}").json()
    assert found["orderDetail"][0]["coding"][0]["code"] == "contacting-subject-prohibited"
    assert system.get(f"Task/{asked.public_id}").status_code == 404


def test_who_came_by_themselves_is_the_requester(case):
    asked = PrescriptionFactory(centre=case.centre, person=case.person, source=Source.SELF, written_by=None)
    found = System(case.centre).get(f"ServiceRequest/{asked.public_id}").json()
    assert found["requester"] == {"reference": f"Patient/{case.person.public_id}"}


@pytest.mark.parametrize("state", [state for state in CaseState if state != CaseState.CLOSED])
def test_open_work_has_a_status_of_the_guide(system, case, state):
    Case.objects.filter(pk=case.pk).update(state=state, closed_at=None, closed_reason="")
    [task] = system.all("Task")
    assert task["status"] in {"requested", "accepted", "on-hold", "in-progress"}
    assert ("statusReason" in task) is (task["status"] == "on-hold")
    assert system.all("Task", f"status={task['status']}") == [task]


@pytest.mark.parametrize("reason", list(ClosedReason))
def test_ended_work_says_why(system, case, reason):
    states.cases.move(case, "reopen", by=SYSTEM, closed_at=None, closed_reason="")
    close(case, reason)
    [task] = system.all("Task")
    assert task["status"] in {"completed", "failed", "cancelled"}
    assert task.get("statusReason", {}).get("text") == (reason if task["status"] != "completed" else None)
    assert system.all("Task", f"status={task['status']}") == [task]
    assert system.all("Task", "status=requested,accepted") == []


def test_patient_is_the_least_that_tells_them_apart(system, case):
    [patient] = system.all("Patient", "identifier=b 12")
    expected = {"resourceType", "id", "meta", "identifier", "name", "communication", "managingOrganization"}
    assert set(patient) == expected
    assert patient["identifier"][0]["value"] == "B12"
    whole = f"{patient['identifier'][0]['system']}|B12"
    assert system.all("Patient", f"identifier={whole}") == [patient]
    assert system.all("Patient", "identifier=http://elsewhere|B12") == []
    assert [one["id"] for one in system.all("Task", f"patient={case.person.public_id}")] != []
    assert [one["id"] for one in system.all("Task", "patient.identifier=B12")] != []
    assert system.all("Task", "patient.identifier=B13") == []


def test_references_lead_somewhere(system, case):
    GoalFactory(case=case)
    [goal], [request], [plan] = system.all("Goal"), system.all("ServiceRequest"), system.all("CarePlan")
    for reference in (
        request["requester"]["reference"],
        request["subject"]["reference"],
        request["performer"][0]["reference"],
        request["supportingInfo"][0]["reference"],
        plan["subject"]["reference"],
        plan["goal"][0]["reference"],
        goal["subject"]["reference"],
        goal["addresses"][0]["reference"],
    ):
        assert system.get(reference).status_code == 200, reference
    [role] = system.all("PractitionerRole")
    assert system.get(role["practitioner"]["reference"]).json()["name"] == [{"text": "Nadia Roy"}]


def test_pages_are_linked(system, case):
    another(case)
    first = system.get("Task?_count=1").json()
    assert (first["total"], len(first["entry"])) == (2, 1)
    links = {link["relation"]: link["url"] for link in first["link"]}
    assert set(links) == {"self", "next"}
    second = system.get(links["next"].partition("/fhir/")[2]).json()
    assert second["entry"][0]["resource"]["id"] != first["entry"][0]["resource"]["id"]
    assert {link["relation"] for link in second["link"]} == {"self", "previous"}
    for bad in ("_count=0", "_count=x", "page=9", "_lastUpdated=yesterday", "_lastUpdated=ge2026-13-41"):
        assert system.get(f"Task?{bad}").status_code == 400


def test_what_changed_since(system, case):
    now = timezone.now()
    assert len(system.all("Task", f"_lastUpdated=ge{now - timedelta(days=1):%Y-%m-%d}")) == 1
    assert system.all("Task", f"_lastUpdated=ge{now + timedelta(days=2):%Y-%m-%d}") == []


def test_who_has_it_already_gets_304(system, case):
    address = f"Task/{case.prescription.public_id}"
    tag = system.get(address)["ETag"]
    assert system.get(address, **{"If-None-Match": tag}).status_code == 304
    states.cases.move(case, "reopen", by=SYSTEM, closed_at=None, closed_reason="")
    assert system.get(address, **{"If-None-Match": tag}).status_code == 200


def test_each_look_is_noted(system, case):
    system.get(f"Task/{case.prescription.public_id}")
    system.get("Patient")
    noted = AuditEvent.about(case.person_id).filter(action="prescription.sent")
    assert noted.count() == 2
    assert {event.subject_id for event in noted} == {system.let_in.client.pk}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("kind", "queries"),
    [
        ("ServiceRequest", 9),
        ("Task", 9),
        ("CarePlan", 13),
        ("Goal", 10),
        ("Consent", 12),
        ("Patient", 9),
        ("Practitioner", 7),
    ],
)
def test_queries_do_not_grow(django_assert_num_queries, case, system, kind, queries, count):
    for one in (case, *(another(case) for _ in range(count - 1))):
        GoalFactory(case=one)
    system.get(kind)
    with django_assert_num_queries(queries):
        assert len(system.get(kind).json()["entry"]) == count


# --- What may not be told -----------------------------------------------------------------------
def test_without_consent_to_progress_there_is_no_task_and_no_sign_of_one(system, case):
    states.prescriptions.move(case.prescription, "complete", by=SYSTEM)
    assert system.all("ServiceRequest", "status=completed") != []
    let_hear(case.prescription, Told.NOTHING)
    for kind in ("Task", "CarePlan", "Goal"):
        assert system.all(kind) == []
        assert system.get(f"{kind}/{case.prescription.public_id}").status_code == 404
    for status in ("active", "completed", "revoked"):
        assert system.all("ServiceRequest", f"status={status}") == []
    [request] = system.all("ServiceRequest", "status=unknown")
    assert request["status"] == "unknown"
    [consent] = system.all("Consent")
    assert consent["provision"] == {"type": "deny"}


def test_groups_are_told_with_details_alone(system, case):
    [plan] = system.all("CarePlan")
    assert plan["activity"][0]["detail"]["description"] == "Zinnia Circle"
    let_hear(case.prescription, Told.PROGRESS)
    assert system.all("CarePlan") == []
    said = str([system.get(kind).json() for kind in KINDS])
    assert "Zinnia" not in said
    assert "Breakfast" not in said


def test_goal_is_told_in_their_words_as_they_weighed_it_last(system, case):
    goal = GoalFactory(case=case, made_at=timezone.now() - timedelta(days=40))
    for day, importance, confidence in ((1, 9, 3), (8, None, 6)):
        goal.ratings.create(asked_on=f"2026-10-0{day}", importance=importance, confidence=confidence)
    [found] = system.all("Goal", f"patient={case.person.public_id}")
    assert found["description"] == {"text": "To sit at a table with others once a week."}
    assert [note["text"] for note in found["note"]] == ["importance: 9 of 10", "confidence: 6 of 10"]
    assert (found["lifecycleStatus"], found["startDate"]) == (
        "active",
        goal.made_at.astimezone(case.centre.zone).date().isoformat(),
    )
    assert system.all("CarePlan")[0]["goal"] == [{"reference": f"Goal/{goal.public_id}"}]
    assert system.all("Goal", "patient.identifier=B13") == []


@pytest.mark.parametrize("state", list(GoalState))
def test_each_state_of_a_goal_has_its_words_in_r4(system, case, state):
    goal = GoalFactory(case=case, state=state)
    found = checking.checked(system.get(f"Goal/{goal.public_id}").json())
    assert found["lifecycleStatus"] in {"active", "completed", "cancelled"}
    achieved = {"in-progress", "achieved", "improving", "not-attainable"}
    assert found["achievementStatus"]["coding"][0]["code"] in achieved


def test_goals_are_told_with_details_alone(system, case):
    goal = GoalFactory(case=case)
    assert len(system.all("Goal")) == 1
    let_hear(case.prescription, Told.PROGRESS)
    assert system.all("Goal") == []
    assert system.get(f"Goal/{goal.public_id}").status_code == 404
    assert "table with others" not in str([system.get(kind).json() for kind in KINDS])


def test_who_does_not_want_to_be_connected_any_more_is_not_there(system, case):
    consents.withdraw(person=case.person, purpose=Purpose.REFERRAL, by=SYSTEM)
    assert all(system.all(kind) == [] for kind in KINDS if kind != "Organization")


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
@pytest.mark.parametrize("by_name", [True, False])
def test_who_locked_anybody_out_is_not_there_until_they_lift_it(system, case, role, by_name):
    """The other system could stand for any colleague: nobody knows who looks into it."""
    GoalFactory(case=case)
    GoalFactory(case=another(case))
    who = {"user": StaffRoleFactory(centre=case.centre, role=role).user} if by_name else {"role": role}
    lock = locks.lock(case.person, centre=case.centre, by=SYSTEM, **who)
    for kind in ("ServiceRequest", "Task", "CarePlan", "Goal", "Consent", "Patient", "Practitioner"):
        assert len(system.all(kind)) == 1, kind
    assert system.get(f"Patient/{case.person.public_id}").status_code == 404
    locks.lift(lock, by=SYSTEM)
    assert len(system.all("Patient")) == 2


def test_lock_at_another_centre_says_nothing_here(system, case):
    elsewhere = StaffRoleFactory(role=Role.PROVIDER)
    locks.lock(case.person, centre=elsewhere.centre, user=elsewhere.user, by=SYSTEM)
    assert len(system.all("Patient")) == 1
