"""Champions."""

from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from champions.models import Application, Champion, ChampionInvitation, Clearance, Means, Need, Standing
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory


class ChampionFactory(DjangoModelFactory):
    """An active champion of a new centre, known there, without an account. Everything is settled that any kind of
    role may need; with `uncleared=True` nothing is."""

    class Meta:
        model = Champion
        skip_postgeneration_save = True

    centre = factory.SubFactory(CentreFactory)
    person = factory.SubFactory(PersonFactory)
    languages = factory.LazyFunction(lambda: ["en"])
    since = date(2026, 1, 5)

    class Params:
        paused = factory.Trait(standing=Standing.PAUSED)
        with_account = factory.Trait(person__with_account=True)

    @factory.post_generation
    def known_there(self, create: bool, _extracted: object, **_kwargs: object) -> None:
        if create:
            self.person.centres.add(self.centre)

    @factory.post_generation
    def uncleared(self, create: bool, extracted: bool | None, **_kwargs: object) -> None:
        if create and not extracted:
            day = self.since or date(2026, 1, 5)
            Clearance.objects.bulk_create(Clearance(champion=self, need=need, decided_on=day) for need in Need)


class ChampionInvitationFactory(DjangoModelFactory):
    """An open invitation by letter, to somebody at a new centre."""

    class Meta:
        model = ChampionInvitation

    champion = factory.SubFactory(ChampionFactory, standing=Standing.INVITED, since=None)
    centre = factory.SelfAttribute("champion.centre")
    named = factory.SelfAttribute("champion.person.name")
    words = "You make the whole waiting room laugh."
    means = Means.LETTER
    made_at = factory.LazyFunction(timezone.now)


class ApplicationFactory(DjangoModelFactory):
    """All four pages kept, not sent, by somebody who was asked."""

    class Meta:
        model = Application

    champion = factory.SubFactory(ChampionFactory, standing=Standing.INVITED, since=None)
    gifts = "Cards"
    needs = "An interpreter"
    lived = "I was alone for a long time."
    pages = 4
    started_at = factory.LazyFunction(timezone.now)
    updated_at = factory.LazyFunction(timezone.now)
