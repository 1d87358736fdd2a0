"""The messages of this room: what each is about. Their words are in `templates/notifications/`."""

from collections.abc import Collection
from functools import partial

from django.conf import settings
from django.urls import reverse

from champions.models import Clearance
from champions.services import renewals
from core import clock
from notifications.registry import Context, register


def load_clearances(ids: Collection[int]) -> dict[int, Context]:
    """Not what it is that runs out: that stands on the champion's page and in their file."""
    rows = Clearance.objects.filter(pk__in=ids).select_related("champion__person", "champion__centre")
    newest = set(Clearance.objects.filter(pk__in=ids).newest().values_list("pk", flat=True))
    return {
        row.pk: {
            "row": row,
            "is_newest": row.pk in newest,
            "champion": row.champion,
            "until": row.until,
            "centre": row.champion.centre,
            "address": partial(_address, "my_champion:home"),
        }
        for row in rows
    }


def load_for_staff(ids: Collection[int]) -> dict[int, Context]:
    found = load_clearances(ids)
    for context in found.values():
        context["address"] = partial(_address, "champions:file", context["champion"].pk)
    return found


def _address(name: str, *args: object) -> str:
    return settings.PUBLIC_BASE_URL + reverse(name, args=args)


def is_told_in_time(context: Context) -> bool:
    """Once it was renewed or taken back, or another of these messages has its turn, there is nothing to say."""
    row, message = context["row"], context["message"]
    today = clock.now().astimezone(context["centre"].zone).date()
    is_its_turn = message.key.endswith(f":{renewals.stage(row, today)}")
    return context["is_newest"] and row.champion.is_serving and is_its_turn


for slug in ("clearance-ending", "clearance-over"):
    register(slug, load=load_clearances, holds=is_told_in_time, call=slug == "clearance-over")
    register(f"{slug}-staff", load=load_for_staff, holds=is_told_in_time, to_staff=True)
