"""The messages of this room: what each is about. Their words are in `templates/notifications/`.

On a telephone that others may read they say that there is news, and never whom somebody visits or who comes.
"""

from collections.abc import Collection
from functools import partial

from django.conf import settings
from django.urls import reverse

from core import links
from matches.models import Match, MatchState, Say
from notifications.registry import Context, register

SAY = "match-say"  # the purpose of the signed link to what one of the two says


def load_matches(ids: Collection[int]) -> dict[int, Context]:
    """No name, no place and no time: these stand on one's page, and staff say them."""
    rows = Match.objects.filter(pk__in=ids).select_related("centre")
    return {row.pk: {"match": row, "centre": row.centre} for row in rows}


def load_says(ids: Collection[int]) -> dict[int, Context]:
    rows = Say.objects.filter(pk__in=ids).select_related("match__centre")
    return {
        row.pk: {"say": row, "match": row.match, "centre": row.match.centre, "address": partial(say_address, row)}
        for row in rows
    }


def say_token(say: Say) -> str:
    """The signed part of the address at which one of the two answers."""
    return links.make(SAY, str(say.public_id))


def say_address(say: Say) -> str:
    """All of it, in the active language."""
    return settings.PUBLIC_BASE_URL + reverse("company:say", args=[say_token(say)])


def is_asked(context: Context) -> bool:
    """Once it is answered or taken back, there is nothing to say."""
    return bool(context["match"].is_asked)


def stands(context: Context) -> bool:
    return bool(context["match"].is_together)


def is_off(context: Context) -> bool:
    return bool(context["match"].state == MatchState.DECLINED)


def may_go_on(context: Context) -> bool:
    return bool(context["say"].is_asked_to_go_on)


def is_over(context: Context) -> bool:
    return bool(context["say"].is_asked_how_it_was)


register("match-asked", load=load_matches, holds=is_asked, call=True)
register("match-off", load=load_matches, holds=is_off)
register("match-news", load=load_matches, holds=stands, call=True, own_places=True)
register("match-go-on", load=load_says, holds=may_go_on, call=True, own_places=True)
register("match-goodbye", load=load_says, holds=is_over, own_places=True)
register("match-at-desk", load=load_matches, to_staff=True)
