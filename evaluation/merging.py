"""What becomes of this room's rows when two records are made one: sittings go with their case,
and what was said in a survey is nobody's."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import merging
from evaluation.models import EquityAnswers, Sitting, Story, SurveyInvitation


def answered_already(kept_id: int, merged_id: int) -> QuerySet[EquityAnswers]:
    """The merged one's, where the kept one has answered too."""
    own = EquityAnswers.objects.filter(person=kept_id)
    rows = EquityAnswers.objects.filter(person=merged_id)
    return rows if own.exists() else rows.none()


def invited_already(kept_id: int, merged_id: int) -> QuerySet[SurveyInvitation]:
    """The merged one's, where the kept one may answer the same survey."""
    own = SurveyInvitation.objects.filter(person=kept_id).values("survey")
    return SurveyInvitation.objects.filter(person=merged_id, survey__in=own)


merging.register(Sitting)
merging.register(EquityAnswers, stays=answered_already)
merging.register(Story, label=_("Stories"))
merging.register(SurveyInvitation, stays=invited_already)
