"""What becomes of this room's rows when two records are made one: sittings go with their case."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import merging
from evaluation.models import EquityAnswers, Sitting, Story


def answered_already(kept_id: int, merged_id: int) -> QuerySet[EquityAnswers]:
    """The merged one's, where the kept one has answered too."""
    own = EquityAnswers.objects.filter(person=kept_id)
    rows = EquityAnswers.objects.filter(person=merged_id)
    return rows if own.exists() else rows.none()


merging.register(Sitting)
merging.register(EquityAnswers, stays=answered_already)
merging.register(Story, label=_("Stories"))
