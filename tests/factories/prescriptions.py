"""Social prescriptions, and the work on them."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from prescriptions.models import (
    Case,
    CaseState,
    ContactAttempt,
    Doer,
    Goal,
    Happening,
    HappeningKind,
    Level,
    Means,
    Need,
    Prescription,
    PrescriptionState,
    Result,
    Risks,
    Source,
    Step,
    StepKind,
    TakingPart,
)
from prescriptions.services import codes
from tests.factories.activities import ActivityFactory
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


class GoalFactory(DjangoModelFactory):
    """Open, and never weighed."""

    class Meta:
        model = Goal

    case = factory.SubFactory(CaseFactory)
    words = "To sit at a table with others once a week."
    made_at = factory.LazyFunction(timezone.now)


class StepFactory(DjangoModelFactory):
    """Something else, in words."""

    class Meta:
        model = Step

    case = factory.SubFactory(CaseFactory)
    kind = StepKind.OTHER
    words = "Look at the photographs together."
    doer = Doer.CLIENT
    made_at = factory.LazyFunction(timezone.now)


class TakingPartFactory(DjangoModelFactory):
    """A group of the centre, joined because of the prescription of a case."""

    class Meta:
        model = TakingPart

    prescription = factory.LazyAttribute(lambda _row: CaseFactory().prescription)
    activity = factory.SubFactory(ActivityFactory, centre=factory.SelfAttribute("..prescription.centre"))
    since = factory.LazyFunction(timezone.now)


class HappeningFactory(DjangoModelFactory):
    """The first time there."""

    class Meta:
        model = Happening

    taking_part = factory.SubFactory(TakingPartFactory)
    case = factory.SelfAttribute("taking_part.prescription.case")
    kind = HappeningKind.THERE
    number = 1
    at = factory.LazyFunction(timezone.now)
