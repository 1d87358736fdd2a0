"""The messages of this room: that there are questions, and never what about. Their words are in
`templates/notifications/`."""

from collections.abc import Collection
from functools import partial

from django.conf import settings
from django.urls import reverse

from core import clock
from core.actors import Actor
from evaluation.asking import NOT_ASKED_AFTER, asks_something, minutes, token_of
from evaluation.models import Sitting, SittingState
from notifications.registry import Context, register
from notifications.services.outbox import notify
from people.models.consent import Purpose
from people.services import consents

ASKED, REMINDED = "questions-asked", "questions-reminder"


def load_sittings(ids: Collection[int]) -> dict[int, Context]:
    """Three queries: the sittings, what was answered, and who still agrees to be asked."""
    rows = list(Sitting.objects.filter(pk__in=ids).select_related("centre", "case").prefetch_related("measures"))
    agree = consents.who_agree([row.person_id for row in rows], Purpose.EVALUATION)
    return {
        row.pk: {
            "sitting": row,
            "centre": row.centre,
            "minutes": minutes(row),
            "agrees": row.person_id in agree,
            "is_begun": bool(row.measures.all()),
            "address": partial(_address, row),
            "leads_to": "answer",
        }
        for row in rows
    }


def is_waiting(context: Context) -> bool:
    """Looked at once more when it is about to go out: it is open, there is somebody to ask, who still agrees and has
    answered nothing."""
    sitting = context["sitting"]
    is_open = sitting.state == SittingState.OPEN and sitting.closes_at > clock.now()
    is_there = sitting.case.closed_reason not in NOT_ASKED_AFTER
    return bool(is_open and is_there and context["agrees"] and not context["is_begun"])


def ask_by_message(sitting: Sitting, step: str, by: Actor) -> None:
    """A witness of each step: who is asked by staff just now needs no message."""
    if step == "open" and by.is_system and asks_something(sitting):
        notify(ASKED, person=sitting.person, about=sitting, centre_id=sitting.centre_id)


def _address(sitting: Sitting) -> str:
    return settings.PUBLIC_BASE_URL + reverse("questions:start", args=[token_of(sitting)])


register(ASKED, load=load_sittings, holds=is_waiting)
register(REMINDED, load=load_sittings, holds=is_waiting)
