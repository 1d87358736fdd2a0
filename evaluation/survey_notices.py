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
    rows = SurveyInvitation.objects.filter(pk__in=ids).with_whether_asked().select_related("survey__centre")
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
    """Looked at once more when it is about to go out: it is neither settled nor over, and they are still of those who
    are asked."""
    invitation = context["invitation"]
    return invitation.is_asked and not (invitation.is_settled or context["survey"].is_over(clock.now()))


def _address(row: SurveyInvitation) -> str:
    return settings.PUBLIC_BASE_URL + reverse("my_survey:answer", args=[row.survey.public_id])


# Who was reminded had not settled it by then; and a message that says nothing any more, beside one that still does,
# tells who has settled it since. So none of them stands on a list at the desk, nor is sent again from there.
for slug in (ASKED, REMINDED, ASKED + STAFF, REMINDED + STAFF):
    register(slug, load=load_invitations, holds=is_waiting, to_staff=True)
