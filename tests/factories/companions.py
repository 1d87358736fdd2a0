"""Requests for a companion, what champions offer, and matches."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from matches.models import Kind, Match, MatchRequest, MatchState, RequestState, Say, Side, Source, VisitorProfile
from tests.factories.centres import CentreFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory


class RequestFactory(DjangoModelFactory):
    """Somebody of a new centre who waits for a friendly visit, and agrees."""

    class Meta:
        model = MatchRequest
        skip_postgeneration_save = True

    centre = factory.SubFactory(CentreFactory)
    person = factory.SubFactory(PersonFactory)
    kind = Kind.FRIENDLY
    source = Source.CLIENT
    languages = factory.LazyFunction(lambda: ["en"])
    town = "Maple Falls"
    created_at = factory.LazyFunction(timezone.now)
    agreed_at = factory.SelfAttribute("created_at")

    class Params:
        to_call = factory.Trait(source=Source.FAMILY, agreed_at=None)

    @factory.post_generation
    def known_there(self, create: bool, _extracted: object, **_kwargs: object) -> None:
        if create:
            self.person.centres.add(self.centre)


class ProfileFactory(DjangoModelFactory):
    """An active champion who offers friendly visits and is cleared for them; `uncleared` is not."""

    class Meta:
        model = VisitorProfile
        skip_postgeneration_save = True

    champion = factory.SubFactory(ChampionFactory)
    kinds = factory.LazyFunction(lambda: [Kind.FRIENDLY.value])
    town = "Maple Falls"
    most = 2

    @factory.post_generation
    def uncleared(self, create: bool, extracted: object, **_kwargs: object) -> None:
        if create and extracted:
            self.champion.clearances.all().delete()


class MatchFactory(DjangoModelFactory):
    """A champion of the request's centre was asked; with `state=`, they are further on."""

    class Meta:
        model = Match
        skip_postgeneration_save = True

    request = factory.SubFactory(RequestFactory)
    centre = factory.SelfAttribute("request.centre")
    champion = factory.LazyAttribute(lambda match: ProfileFactory(champion__centre=match.centre).champion)
    created_at = factory.LazyFunction(timezone.now)

    class Params:
        together = factory.Trait(state=MatchState.ACTIVE)

    @factory.post_generation
    def both_say(self, create: bool, _extracted: object, **_kwargs: object) -> None:
        """As `pairs.accept` leaves it."""
        if create and self.state not in (MatchState.PROPOSED, MatchState.DECLINED):
            for side in Side:
                Say.objects.create(match=self, side=side)
            MatchRequest.objects.filter(pk=self.request.pk).update(
                state=RequestState.ENDED if self.state == MatchState.ENDED else RequestState.MATCHED
            )
            self.request.refresh_from_db()
