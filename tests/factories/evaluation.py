"""What people are asked about how they are, and what champions, providers and managers are."""

from collections.abc import Iterable
from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.actors import SYSTEM
from evaluation.instruments import newest
from evaluation.models import (
    LEFT_OUT,
    MeasuringPlan,
    Reach,
    Sitting,
    SittingState,
    Story,
    StoryState,
    Survey,
    SurveyAudience,
    SurveyCount,
    SurveyInvitation,
    TimePoint,
    ToldHow,
)
from evaluation.services.surveys import answers_of
from people import wordings
from people.models.consent import Purpose
from people.services import consents
from tests.factories.centres import CentreFactory
from tests.factories.people import PersonFactory
from tests.factories.prescriptions import CaseFactory


class MeasuringPlanFactory(DjangoModelFactory):
    """A centre that asks about loneliness and belonging, three times."""

    class Meta:
        model = MeasuringPlan

    centre = factory.SubFactory(CentreFactory)
    is_on = True
    instruments = factory.LazyFunction(lambda: ["ucla3", "belonging"])
    time_points = factory.LazyFunction(lambda: [TimePoint.BASELINE, TimePoint.THREE_MONTHS, TimePoint.SIX_MONTHS])


class SittingFactory(DjangoModelFactory):
    """Open now, of somebody who agreed to be asked."""

    class Meta:
        model = Sitting
        skip_postgeneration_save = True

    case = factory.SubFactory(CaseFactory)
    centre = factory.LazyAttribute(lambda row: row.case.centre)
    person = factory.LazyAttribute(lambda row: row.case.person)
    time_point = TimePoint.BASELINE
    instruments = factory.LazyFunction(lambda: [newest("ucla3").key, newest("belonging").key])
    state = SittingState.OPEN
    state_since = factory.LazyFunction(timezone.now)
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))
    closes_at = factory.LazyAttribute(lambda row: row.opens_at + timedelta(days=28))

    @factory.post_generation
    def agrees(self, create: bool, extracted: bool | None, **_kwargs: object) -> None:
        if create and extracted is not False:
            consents.give(person=self.person, purpose=Purpose.EVALUATION, by=SYSTEM)


class StoryFactory(DjangoModelFactory):
    """Told by a client on the web, to stay inside; `checked=True` makes it one that may go outside without a name."""

    class Meta:
        model = Story
        skip_postgeneration_save = True

    class Params:
        checked = factory.Trait(
            reach=Reach.ANONYMOUS, state=StoryState.CHECKED, shown_words="I have somebody to eat with.", edition=1
        )
        named = factory.Trait(checked=True, reach=Reach.WITH_NAME, shown_as="Penny from the village")

    centre = factory.SubFactory(CentreFactory)
    person = factory.LazyAttribute(lambda row: PersonFactory(centres=[row.centre]))
    words = "Since the soup on Tuesdays I have somebody to eat with. Vera drives me."
    language = "en"
    reach = Reach.INSIDE
    wording = wordings.STORY
    told_how = ToldHow.SELF
    told_at = factory.LazyFunction(timezone.now)
    agreed_at = factory.SelfAttribute("told_at")
    state_since = factory.SelfAttribute("told_at")

    @factory.post_generation
    def agrees(self, create: bool, extracted: bool | None, **_kwargs: object) -> None:
        if create and extracted is not False:
            said = {"wording": wordings.STORY, "now": self.told_at}
            consents.give(person=self.person, purpose=Purpose.STORIES, by=SYSTEM, **said)


class SurveyFactory(DjangoModelFactory):
    """Open since yesterday; `ended` for one that closed the day before."""

    class Meta:
        model = Survey
        skip_postgeneration_save = True

    class Params:
        ended = factory.Trait(
            opens_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=22)),
            closes_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=2)),
        )

    centre = factory.SubFactory(CentreFactory)
    audience = SurveyAudience.CHAMPION
    instrument = factory.LazyAttribute(lambda row: newest(row.audience).key)
    opens_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1))
    closes_on = factory.LazyAttribute(lambda row: row.opens_on + timedelta(days=20))
    invited = 8

    @factory.post_generation
    def said(self, create: bool, extracted: Iterable[dict[str, object]] | None, **_kwargs: object) -> None:
        """What each of some people answered, by item; nobody, where it is left away."""
        for item, given in answers_of(self.asked) if create else ():
            number = sum(str(one.get(item, LEFT_OUT)) == given for one in extracted or ())
            SurveyCount.objects.create(survey=self, item=item, given=given, number=number)


class SurveyInvitationFactory(DjangoModelFactory):
    class Meta:
        model = SurveyInvitation

    survey = factory.SubFactory(SurveyFactory)
    person = factory.SubFactory(PersonFactory)
