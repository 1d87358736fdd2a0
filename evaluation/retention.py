"""What the retention schedule says about who people say they are, the stories that they told, and who was asked in a
survey."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import retention
from evaluation.models import EquityAnswers, Story
from evaluation.services.surveys import KEPT


def old_answers(*, centre_id: int, before: datetime) -> QuerySet[EquityAnswers]:
    """Of people who are known at this centre."""
    return EquityAnswers.objects.filter(person__centres=centre_id, answered_at__lt=before)


retention.registry.register(
    "evaluation.equity",
    retention.Step(
        what=_("Who people say they are"),
        after=_("they last answered"),
        kept=timedelta(days=3 * 365),
        rows=old_answers,
        forget=retention.delete,
    ),
)


def old_stories(*, centre_id: int, before: datetime) -> QuerySet[Story]:
    return Story.objects.filter(centre=centre_id, told_at__lt=before)


retention.registry.register(
    "evaluation.stories",
    retention.Step(
        what=_("Stories that people told"),
        after=_("they were told"),
        kept=timedelta(days=5 * 365),
        rows=old_stories,
        forget=retention.delete,
    ),
)
retention.promised.register(
    "evaluation.surveys",
    retention.Promised(
        what=_("Who was asked in a survey"),
        after=_("it closed"),
        kept=KEPT,
        job="evaluation.forget_survey_invitations",
    ),
)
