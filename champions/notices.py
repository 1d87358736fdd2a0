"""The messages of this room: what each is about. Their words are in `templates/notifications/`."""

from collections.abc import Collection
from functools import partial

from django.conf import settings
from django.urls import reverse

from champions.models import Break, Hours, HoursState, Milestone
from notifications.registry import Context, register

BREAK_ASKED = "champion-break"
BREAK_OVER = "champion-back"
HOURS_DECLINED = "hours-declined"
MILESTONE = "champion-milestone"


def load_breaks(ids: Collection[int]) -> dict[int, Context]:
    """Nothing of what was written: it stands in the file."""
    rows = Break.objects.filter(pk__in=ids).select_related("champion__centre")
    return {
        row.pk: {
            "pause": row,
            "centre": row.champion.centre,
            "address": partial(_address, "champions:file", row.champion_id),
        }
        for row in rows
    }


def load_hours(ids: Collection[int]) -> dict[int, Context]:
    """Nothing of what they were for."""
    rows = Hours.objects.filter(pk__in=ids).select_related("champion__centre")
    return {
        row.pk: {
            "hours": row,
            "centre": row.champion.centre,
            "address": partial(_address, "my_support:hours", row.champion_id),
        }
        for row in rows
    }


def load_milestones(ids: Collection[int]) -> dict[int, Context]:
    rows = Milestone.objects.filter(pk__in=ids).select_related("champion__centre")
    return {
        row.pk: {
            "milestone": row,
            "centre": row.champion.centre,
            "address": partial(_address, "my_champion:home"),
        }
        for row in rows
    }


def _address(url_name: str, *args: object) -> str:
    """All of the address, in the active language."""
    return settings.PUBLIC_BASE_URL + reverse(url_name, args=args)


def is_open(context: Context) -> bool:
    """Once they are back, that they asked is no news."""
    return context["pause"].ended_at is None


def is_over(context: Context) -> bool:
    return not is_open(context)


def is_declined(context: Context) -> bool:
    return context["hours"].state == HoursState.DECLINED


def is_serving(context: Context) -> bool:
    """Who has moved on is thanked by a person."""
    return context["milestone"].champion.is_serving


register(BREAK_ASKED, load=load_breaks, holds=is_open, to_staff=True)
register(BREAK_OVER, load=load_breaks, holds=is_over, to_staff=True)
register(HOURS_DECLINED, load=load_hours, holds=is_declined)
register(MILESTONE, load=load_milestones, holds=is_serving)
