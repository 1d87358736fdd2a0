"""Unusual looks, incidents, and requests about records."""

from datetime import UTC, datetime, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.actors import Channel
from privacy.models import Incident, RecordRequest, RequestKind, Rule, UnusualLook, What
from privacy.models.request import ANSWERED_WITHIN
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory, UserFactory


class UnusualLookFactory(DjangoModelFactory):
    """One that nobody has looked into: a colleague at somebody of the same family name, yesterday."""

    class Meta:
        model = UnusualLook
        skip_postgeneration_save = True

    centre = factory.SubFactory(CentreFactory)
    viewer = factory.SubFactory(UserFactory, name="Sam Tremblay")
    person = factory.SubFactory(PersonFactory, name="Joan Tremblay")
    rule = Rule.NAME
    day = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1))
    first_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))

    @factory.post_generation
    def known_there(self, create: bool, _extracted: object, **_kwargs: object) -> None:
        if create and self.person:
            self.person.centres.add(self.centre)


class IncidentFactory(DjangoModelFactory):
    """Open: a list was lost yesterday, about nobody yet."""

    class Meta:
        model = Incident

    centre = factory.SubFactory(CentreFactory)
    what = What.LOST
    found_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1))
    found_by = "Marjorie Okafor"
    happened = "A sign-in sheet was left on the bus."
    recorded_at = datetime(2026, 1, 5, 15, tzinfo=UTC)


class RecordRequestFactory(DjangoModelFactory):
    """Somebody of the centre asks today to have everything that is held."""

    class Meta:
        model = RecordRequest
        skip_postgeneration_save = True

    centre = factory.SubFactory(CentreFactory)
    person = factory.SubFactory(PersonFactory, name="Joan Tremblay")
    kind = RequestKind.ACCESS
    channel = Channel.WEB
    received_on = factory.LazyFunction(timezone.localdate)
    due_on = factory.LazyAttribute(lambda asked: asked.received_on + ANSWERED_WITHIN)

    @factory.post_generation
    def known_there(self, create: bool, _extracted: object, **_kwargs: object) -> None:
        if create:
            self.person.centres.add(self.centre)
