"""What centres try."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from evaluation.models import Trial, TrialState, Verdict
from tests.factories.centres import CentreFactory


class TrialFactory(DjangoModelFactory):
    """Planned today, to be looked at in three months."""

    class Meta:
        model = Trial

    centre = factory.SubFactory(CentreFactory)
    language = "en"
    title = factory.Sequence(lambda n: f"Trial {n:03}")
    tries = "A call the day before."
    expects = "More people come."
    indicator = "source"
    begins_on = factory.LazyFunction(timezone.localdate)
    look_on = factory.LazyAttribute(lambda row: row.begins_on + timedelta(days=91))
    made_at = factory.LazyFunction(timezone.now)

    class Params:
        doing = factory.Trait(
            state=TrialState.DOING, begins_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=91))
        )
        looking = factory.Trait(state=TrialState.LOOKING, saw="More came.")
        over = factory.Trait(
            state=TrialState.KEPT,
            saw="More came.",
            verdict=Verdict.ADOPT,
            keeps="The call.",
            over_at=factory.LazyFunction(timezone.now),
        )
        shared = factory.Trait(over=True, shared_at=factory.LazyFunction(timezone.now))
