"""The messages about surveys: that there are questions, and how little time they take. Their words are in
`templates/notifications/`."""

from collections.abc import Collection
from functools import partial

from django.conf import settings
from django.urls import reverse

from core import clock
from evaluation.models import SurveyAudience, SurveyInvitation
from notifications.registry import Context, register

ASKED, REMINDED = "survey-asked", "survey-reminder"
STAFF = "-staff"


def slug_for(audience: str, *, again: bool) -> str:
    """Champions are told as people are, providers and managers as colleagues."""
    return (REMINDED if again else ASKED) + ("" if audience == SurveyAudience.CHAMPION else STAFF)


def load_invitations(ids: Collection[int]) -> dict[int, Context]:
    """One query."""
    rows = SurveyInvitation.objects.filter(pk__in=ids).select_related("survey__centre")
    return {
        row.pk: {
            "invitation": row,
            "survey": row.survey,
            "centre": row.survey.centre,
            "questions": len(row.survey.asked.items),
            "address": partial(_address, row),
            "leads_to": "answer",
        }
        for row in rows
    }


def is_waiting(context: Context) -> bool:
    """Looked at once more when it is about to go out."""
    return not (context["invitation"].is_settled or context["survey"].is_over(clock.now()))


def _address(row: SurveyInvitation) -> str:
    return settings.PUBLIC_BASE_URL + reverse("my_survey:answer", args=[row.survey.public_id])


register(ASKED, load=load_invitations, holds=is_waiting)
# A list of who was reminded would tell who has answered or said no by then: it stands on no list at the desk.
for slug in (REMINDED, ASKED + STAFF, REMINDED + STAFF):
    register(slug, load=load_invitations, holds=is_waiting, to_staff=True)
