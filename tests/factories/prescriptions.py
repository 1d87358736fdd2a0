"""Social prescriptions, and the work on them."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from prescriptions.models import (
    Case,
    CaseState,
    ContactAttempt,
    Level,
    Means,
    Need,
    Prescription,
    PrescriptionState,
    Result,
    Risks,
    Source,
)
from prescriptions.services import codes
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, UserFactory


class PrescriptionFactory(DjangoModelFactory):
    """A holistic one for somebody who lost their wife, by a nurse practitioner. Without its case: `CaseFactory`."""

    class Meta:
        model = Prescription
        skip_postgeneration_save = True

    code = factory.LazyFunction(codes.draw)
    centre = factory.SubFactory(CentreFactory)
    person = factory.SubFactory(PersonFactory, name="Brian Hall")
    source = Source.PROVIDER
    written_by = factory.SubFactory(UserFactory, name="Nadia Roy")
    writer_name = factory.LazyAttribute(lambda row: row.written_by.name if row.written_by else "")
    writer_role = "nurse practitioner"
    written_at = factory.LazyFunction(timezone.now)
    code_until = factory.LazyAttribute(lambda row: row.written_at + codes.LASTS)
    level = Level.HOLISTIC
    needs = factory.LazyFunction(lambda: [Need.BEREAVEMENT, Need.SOCIAL])
    matters = "He misses somebody to have breakfast with."
    risks = Risks.NONE_KNOWN
    state = PrescriptionState.ACTIVE

    @factory.post_generation
    def known_there(self, create: bool, _extracted: object, **_kwargs: object) -> None:
        if create:
            self.person.centres.add(self.centre)


class CaseFactory(DjangoModelFactory):
    """New, and nobody's."""

    class Meta:
        model = Case

    prescription = factory.SubFactory(PrescriptionFactory)
    centre = factory.SelfAttribute("prescription.centre")
    person = factory.SelfAttribute("prescription.person")
    state = CaseState.NEW
    opened_at = factory.SelfAttribute("prescription.written_at")
    state_since = factory.SelfAttribute("opened_at")


class ContactAttemptFactory(DjangoModelFactory):
    """Nobody answered."""

    class Meta:
        model = ContactAttempt

    case = factory.SubFactory(CaseFactory)
    at = factory.LazyFunction(timezone.now)
    means = Means.PHONE
    result = Result.NO_ANSWER
