"""The one message about stories: that something waits on one's own page, and never what."""

from collections.abc import Collection

from django.conf import settings
from django.urls import reverse

from core.actors import Actor
from evaluation.models import Story
from notifications.registry import Context, register
from notifications.services.outbox import notify

WAITS = "something-waits"


def load_stories(ids: Collection[int]) -> dict[int, Context]:
    """One query."""
    rows = Story.objects.filter(pk__in=ids).select_related("centre", "person__user")
    return {row.pk: {"story": row, "centre": row.centre, "address": _my_page, "leads_to": "page"} for row in rows}


def _my_page() -> str:
    return settings.PUBLIC_BASE_URL + reverse("my:home")


def is_waiting(context: Context) -> bool:
    """Looked at once more when it is about to go out."""
    return bool(context["story"].waits_for_yes and context["story"].reads_themselves)


def ask_by_message(story: Story, step: str, by: Actor) -> None:  # noqa: ARG001 - as every witness is called
    """A witness of each step: a text waits for their yes. Whoever has no account, or whose account is closed, is
    asked by staff, who read it to them."""
    if step == "propose" and story.reads_themselves:
        notify(WAITS, person=story.person, about=story, centre_id=story.centre_id, key=str(story.edition))


register(WAITS, load=load_stories, holds=is_waiting)
