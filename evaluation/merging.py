"""What becomes of this room's rows when two records are made one: sittings go with their case,
and what was said in a survey is nobody's."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import merging
from core.actors import Actor
from evaluation.models import EquityAnswers, Sitting, Story, Survey, SurveyInvitation


def answered_already(kept_id: int, merged_id: int) -> QuerySet[EquityAnswers]:
    """The merged one's, where the kept one has answered too."""
    own = EquityAnswers.objects.filter(person=kept_id)
    rows = EquityAnswers.objects.filter(person=merged_id)
    return rows if own.exists() else rows.none()


def invited_already(kept_id: int, merged_id: int) -> QuerySet[SurveyInvitation]:
    """The merged one's, where the kept one may answer the same survey."""
    own = SurveyInvitation.objects.filter(person=kept_id).values("survey")
    return SurveyInvitation.objects.filter(person=merged_id, survey__in=own)


_move_invitations = merging.mover(SurveyInvitation, stays=invited_already)


def move_invitations(kept_id: int, merged_id: int, by: Actor) -> list[int]:
    """One human answers once: what the merged one has settled, the kept one has too. That stays where the two are made
    two again, for nothing says who of them it was."""
    both = invited_already(kept_id, merged_id).values("survey")
    for survey in Survey.objects.select_for_update(no_key=True).filter(pk__in=both).order_by("pk"):
        everybody = SurveyInvitation.objects.filter(survey=survey)
        if everybody.filter(person=merged_id, is_settled=True).exists():
            everybody.settle(kept_id)
    return _move_invitations(kept_id, merged_id, by)


merging.register(Sitting)
merging.register(EquityAnswers, stays=answered_already)
merging.register(Story, label=_("Stories"))
merging.register(SurveyInvitation, move=move_invitations, stays=invited_already)
