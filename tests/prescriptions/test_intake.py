"""Writing a prescription: who may, what must be said, what follows, and what is kept how."""

import uuid

import pytest
from django.db import connection

from core.actors import CARE_ROLES, PUBLIC, Role, person_actor
from core.errors import DomainError, Forbidden
from core.models import AuditEvent, Transition
from people.models import Consent
from people.models.consent import Purpose
from people.services import consents
from prescriptions.models import Case, CaseState, Level, Need, Prescription, Risks, Source, Told
from prescriptions.services import intake
from tests.factories.activities import ActivityFactory
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def brian():
    return PersonFactory(name="Brian Hall", centres=[CentreFactory()])


def write(person, *, role=Role.PROVIDER, by=None, **answers):
    centre = person.centres.get()
    wanted = {
        "source": Source.PROVIDER,
        "level": Level.HOLISTIC,
        "needs": [Need.SOCIAL, Need.BEREAVEMENT],
        "risks": Risks.NONE_KNOWN,
        "agrees": True,
        "told": Told.PROGRESS,
        **answers,
    }
    return intake.receive(person=person, centre=centre, by=by or staff_actor(role, centre=centre), **wanted)


def test_a_prescription_is_written_once_with_its_history(brian):
    key = uuid.uuid4()
    made = write(brian, request_key=key)
    assert write(brian, request_key=key) == made
    assert made.needs == ["social", "bereavement"]
    assert made.state == "active"
    assert Transition.of(made).get().name == "write"
    assert AuditEvent.objects.get(action="prescription.write").person_id == brian.pk


@pytest.mark.parametrize(("level", "cases"), [("signposting", 0), ("light", 0), ("medium", 1), ("holistic", 1)])
def test_the_level_decides_what_follows(brian, level, cases):
    activity = ActivityFactory(centre=brian.centres.get())
    made = write(brian, level=Level(level), activity=activity)
    assert Case.objects.filter(prescription=made, state=CaseState.NEW, person=brian).count() == cases


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"agrees": False}, "consent_needed"),
        ({"needs": []}, "need_missing"),
        ({"risks": Risks.SOME, "risk_words": "  "}, "risks_missing"),
        ({"level": Level.LIGHT}, "thing_missing"),
    ],
)
def test_what_must_be_said_is_asked_for(brian, answers, code):
    with pytest.raises(DomainError, match=code):
        write(brian, **answers)
    assert not Prescription.objects.exists()
    assert not Consent.objects.exists()


def test_what_the_client_agrees_to_is_kept_as_their_statement(brian):
    write(brian, told=Told.DETAILS)
    assert set(consents.agreed(brian)) == {Purpose.REFERRAL, Purpose.WORD_BACK, Purpose.WORD_BACK_DETAIL}
    write(brian, told=Told.NOTHING)
    assert consents.agreed(brian) == [Purpose.REFERRAL]
    assert Consent.objects.count() == 5  # agreed to again, nothing new is written


def test_words_about_the_client_are_unreadable_in_the_database(brian):
    made = write(brian, matters="Breakfast", risks=Risks.SOME, risk_words="Falls", strengths="Fishing")
    with connection.cursor() as cursor:
        cursor.execute("SELECT matters, risk_words, strengths FROM prescriptions_prescription")
        stored = cursor.fetchone()
    assert not {"Breakfast", "Falls", "Fishing"} & set(stored)
    made.refresh_from_db()
    assert (made.matters, made.risk_words, made.strengths) == ("Breakfast", "Falls", "Fishing")


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.EVALUATOR])
def test_whoever_neither_treats_nor_walks_along_writes_none(brian, role):
    with pytest.raises(Forbidden):
        write(brian, role=role)


def test_a_provider_of_another_centre_writes_none_here(brian):
    with pytest.raises(Forbidden):
        write(brian, by=staff_actor(Role.PROVIDER, centre=CentreFactory()))


def test_somebody_asks_for_themselves_and_for_nobody_else(brian):
    made = write(brian, by=person_actor(brian.pk), source=Source.SELF)
    assert made.source == "self"
    for by in (person_actor(PersonFactory().pk), PUBLIC):
        with pytest.raises(Forbidden):
            write(brian, by=by, source=Source.SELF)


def test_who_sees_a_prescription(brian):
    centre = brian.centres.get()
    by = staff_actor(Role.PROVIDER, centre=centre)
    made = write(brian, by=by)
    Prescription.objects.filter(pk=made.pk).update(written_by=by.user_id)
    sees = {
        role: Prescription.visible_to(staff_actor(role, centre=centre)).exists()
        for role in (*CARE_ROLES, Role.PROVIDER)
    }
    assert sees == {Role.COORDINATOR: False, Role.LINK_WORKER: True, Role.MANAGER: True, Role.PROVIDER: False}
    assert Prescription.visible_to(by).get() == made
    assert Prescription.visible_to(person_actor(brian.pk)).get() == made
    assert not Prescription.visible_to(staff_actor(Role.LINK_WORKER, centre=CentreFactory())).exists()
    assert not Case.visible_to(by).exists()
    assert not Case.visible_to(person_actor(brian.pk)).exists()


def test_it_is_revoked_with_a_reason_and_opens_nothing_then(brian):
    made = write(brian)
    walker = staff_actor(Role.LINK_WORKER, centre=brian.centres.get())
    with pytest.raises(DomainError, match="revoke_reason_needed"):
        intake.revoke(made, reason=" ", by=walker)
    with pytest.raises(Forbidden):
        intake.revoke(made, reason="A mistake", by=staff_actor(Role.PROVIDER, centre=brian.centres.get()))
    intake.revoke(made, reason="A mistake", by=walker)
    assert not made.opens_booking(made.written_at)
