"""Going on at another centre: with the client's agreement, and without our notes unless they say so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.actors import SYSTEM, Role
from core.errors import DomainError, Forbidden
from core.models import AuditEvent
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import Case, CaseState, ClosedReason, Means, Prescription, PrescriptionState, Result, Source
from prescriptions.services import attempts, casework, intake, transfers
from tests.factories.centres import CentreFactory
from tests.factories.people import staff_actor
from tests.factories.prescriptions import CaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return CentreFactory(name_en="Guelph CHC", name_fr="CSC de Guelph")


@pytest.fixture
def elsewhere():
    return CentreFactory(language="fr")


@pytest.fixture
def worker(centre):
    return staff_actor(Role.LINK_WORKER, centre=centre)


@pytest.fixture
def case(centre, worker):
    case = CaseFactory(prescription__centre=centre, prescription__risks="some", prescription__risk_words="Stairs")
    casework.take(case, by=worker)
    day = timezone.localdate() + timedelta(days=1)
    attempts.note(
        case, means=Means.PHONE, result=Result.REACHED, words="Deaf on one ear", step="Breakfast", on=day, by=worker
    )
    return case


def test_other_centre_gets_a_prescription_that_names_where_it_comes_from(case, elsewhere, worker):
    made = transfers.transfer(case, to=elsewhere, agrees=True, by=worker)
    found = Prescription.objects.get(pk=made.pk)
    old = case.prescription
    assert (found.centre, found.person, found.source) == (elsewhere, old.person, Source.PARTNER)
    assert (set(found.needs), found.matters, found.risk_words) == (set(old.needs), old.matters, "Stairs")
    assert (found.writer_name, found.organization, found.written_by) == (old.writer_name, "CSC de Guelph", None)
    assert found.code != old.code
    assert (found.case.state, found.case.owner) == (CaseState.NEW, None)
    assert old.person.centres.filter(pk=elsewhere.pk).exists()


def test_here_it_ends_as_going_on_elsewhere(case, elsewhere, worker):
    transfers.transfer(case, to=elsewhere, agrees=True, by=worker)
    case.refresh_from_db()
    assert (case.state, case.closed_reason) == (CaseState.CLOSED, ClosedReason.ELSEWHERE)
    assert case.prescription.state == PrescriptionState.COMPLETED
    [event] = AuditEvent.objects.filter(action="case.transferred")
    assert (event.person_id, event.detail) == (case.person_id, {"to_centre": elsewhere.pk})


def test_agreement_is_kept_as_the_clients_statement(case, elsewhere, worker):
    transfers.transfer(case, to=elsewhere, agrees=True, by=worker)
    said = case.person.consents.filter(purpose=Purpose.REFERRAL).first()
    assert (said.given, said.wording, said.recorded_by_user_id) == (True, transfers.WORDING, worker.user_id)


@pytest.mark.parametrize(("with_notes", "notes", "step"), [(False, [], ""), (True, ["Deaf on one ear"], "Breakfast")])
def test_notes_travel_only_where_the_client_says_so(case, elsewhere, worker, with_notes, notes, step):
    made = transfers.transfer(case, to=elsewhere, agrees=True, with_notes=with_notes, by=worker)
    found = Case.objects.get(prescription=made)
    assert ([one.note for one in found.attempts.all()], found.next_step) == (notes, step)


@pytest.mark.parametrize("said", [{}, {Purpose.WORD_BACK}, {Purpose.WORD_BACK, Purpose.WORD_BACK_DETAIL}])
def test_what_whoever_prescribed_may_hear_stays_as_it_is(case, elsewhere, worker, said):
    for purpose in said:
        consents.give(person=case.person, purpose=purpose, by=SYSTEM)
    transfers.transfer(case, to=elsewhere, agrees=True, by=worker)
    now = set(consents.agreed(case.person)) & {Purpose.WORD_BACK, Purpose.WORD_BACK_DETAIL}
    assert now == set(said)


@pytest.mark.parametrize(
    ("agrees", "there", "code"), [(False, True, "transfer_consent_needed"), (True, False, "same_centre")]
)
def test_without_agreement_or_another_centre_nothing_happens(case, elsewhere, centre, worker, agrees, there, code):
    with pytest.raises(DomainError) as caught:
        transfers.transfer(case, to=elsewhere if there else centre, agrees=agrees, by=worker)
    assert caught.value.code == code
    assert (Prescription.objects.count(), Case.objects.get(pk=case.pk).state) == (1, CaseState.ACTIVE)


def test_a_revoked_prescription_goes_nowhere(case, elsewhere, worker):
    intake.revoke(case.prescription, reason="In error", by=worker)
    with pytest.raises(DomainError, match="prescription_over"):
        transfers.transfer(case, to=elsewhere, agrees=True, by=worker)


def test_after_the_agreement_is_taken_back_it_goes_nowhere(case, elsewhere, worker):
    consents.withdraw(person=case.person, purpose=Purpose.REFERRAL, by=SYSTEM)
    with pytest.raises(DomainError, match="agreement_taken_back"):
        transfers.transfer(case, to=elsewhere, agrees=True, by=worker)


def test_link_worker_elsewhere_transfers_nothing(case, elsewhere):
    with pytest.raises(Forbidden):
        transfers.transfer(case, to=elsewhere, agrees=True, by=staff_actor(Role.LINK_WORKER, centre=elsewhere))
