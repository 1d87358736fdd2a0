"""Matches, their visits, and lifts."""

from datetime import UTC, datetime, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from champions.models import Champion
from matches.models import Kind, Lift, LiftState, Match, MatchRequest, MatchState, RequestState, Source, Visit
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import ContactPointFactory, PersonFactory

LONG_AGO = datetime(2026, 1, 5, 15, tzinfo=UTC)


class MatchRequestFactory(DjangoModelFactory):
    """Somebody with a mobile telephone who would like friendly visits at home, and has a visitor."""

    class Meta:
        model = MatchRequest
        skip_postgeneration_save = True

    centre = factory.SubFactory(CentreFactory)
    person = factory.SubFactory(PersonFactory, name="Rosa Diaz")
    kind = Kind.FRIENDLY
    source = Source.CLIENT
    street = "12 Mill Street"
    town = "Maple Falls"
    postal_code = "K0H 2B0"
    way_in = "The side door; the bell is broken"
    state = RequestState.MATCHED
    created_at = LONG_AGO

    @factory.post_generation
    def can_be_reached(self, create: bool, extracted: str | None, **_kwargs: object) -> None:
        """Known at the centre, with a number that is theirs; `can_be_reached="+1…"` says which."""
        if create:
            self.person.centres.add(self.centre)
            number = {"value": extracted} if extracted else {}
            ContactPointFactory(person=self.person, verified_at=LONG_AGO, **number)


class MatchFactory(DjangoModelFactory):
    """An active match: the champion is cleared for visits, and has a mobile telephone."""

    class Meta:
        model = Match
        skip_postgeneration_save = True

    centre = factory.SubFactory(CentreFactory)
    request = factory.SubFactory(MatchRequestFactory, centre=factory.SelfAttribute("..centre"))
    champion = factory.SubFactory(ChampionFactory, centre=factory.SelfAttribute("..centre"), person__name="Terry Moss")
    state = MatchState.ACTIVE
    plan = "Call Terry first, then Rosa’s neighbour; then somebody drives there."
    grace = 15
    created_at = LONG_AGO

    @factory.post_generation
    def visitor_can_be_reached(self, create: bool, extracted: str | None, **_kwargs: object) -> None:
        if create:
            number = {"value": extracted} if extracted else {}
            ContactPointFactory(person=self.champion.person, verified_at=LONG_AGO, **number)


class VisitFactory(DjangoModelFactory):
    """A visit of an hour, tomorrow; `starts_at=` says when."""

    class Meta:
        model = Visit

    match = factory.SubFactory(MatchFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))
    ends_at = factory.LazyAttribute(lambda visit: visit.starts_at + timedelta(hours=1))
    modified_at = LONG_AGO


class LiftFactory(DjangoModelFactory):
    """A lift to the doctor's, tomorrow, without a driver; `driver=` has it arranged."""

    class Meta:
        model = Lift
        skip_postgeneration_save = True

    centre = factory.SubFactory(CentreFactory)
    person = factory.SubFactory(PersonFactory, name="Rosa Diaz")
    pick_up_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))
    return_at = factory.LazyAttribute(lambda lift: lift.pick_up_at + timedelta(hours=2))
    pick_up = "12 Mill Street, Maple Falls"
    drop_off = "Guelph CHC, 176 Wyndham Street North"
    state = factory.LazyAttribute(lambda lift: LiftState.ARRANGED if lift.driver else LiftState.WANTED)
    driver = None
    created_at = LONG_AGO
    modified_at = LONG_AGO

    @factory.post_generation
    def known_there(self, create: bool, _extracted: object, **_kwargs: object) -> None:
        if create:
            self.person.centres.add(self.centre)


def driver_at(centre: object, name: str = "Ana Silva", **fields: object) -> Champion:
    """An active champion of the centre who is cleared to drive, with a mobile telephone."""
    champion: Champion = ChampionFactory(centre=centre, person__name=name, **fields)
    ContactPointFactory(person=champion.person)
    return champion
