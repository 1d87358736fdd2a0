"""Champions."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from champions.models import Champion, Standing
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory


class ChampionFactory(DjangoModelFactory):
    """An active champion of a new centre, known there, without an account."""

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
