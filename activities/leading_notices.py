"""Messages between leaders, their groups, and those who stand in. Words are in `templates/notifications/`."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse

from activities.models import GroupMessage, Reply, Session, SubstituteAsk, SubstituteSearch
from activities.notices import name_of
from activities.services import group_messages
from core import clock, links
from notifications.registry import Asks, Context, register

STAND_IN = "stand_in"  # the purpose of the signed link to one question
YES_OR_NO = Asks("stand-in", lambda ask_id: [[ask_id, "yes"], [ask_id, "no"]])


def ask_token(ask: SubstituteAsk) -> str:
    """The signed part of the address where one says whether one can."""
    return links.make(STAND_IN, str(ask.public_id))


def load_asks(ids: Collection[int]) -> dict[int, Context]:
    rows = SubstituteAsk.objects.filter(pk__in=ids).with_date()
    return {
        row.pk: {
            "ask": row,
            "search": row.search,
            **_of(row.search.session),
            "address": partial(_address, row),
            "leads_to": "answer",
        }
        for row in rows
    }


def _address(ask: SubstituteAsk) -> str:
    return settings.PUBLIC_BASE_URL + reverse("stand_in:show", args=[ask_token(ask)])


def load_searches(ids: Collection[int]) -> dict[int, Context]:
    """With `substitute`, once somebody stands in."""
    rows = SubstituteSearch.objects.filter(pk__in=ids).with_date()
    return {row.pk: {"search": row, **_of(row.session)} for row in rows.select_related("session__substitute")}


def _of(session: Session) -> Context:
    return {"session": session, "centre": session.centre, "group": name_of(session.activity)}


def is_wanted(context: Context) -> bool:
    """They have not answered, and the date is still what it was."""
    search, session = context["search"], context["session"]
    is_same = search.starts_at == session.starts_at > clock.now() and not session.is_cancelled
    is_asked = context["ask"].state == Reply.ASKED and search.is_open
    return is_asked and is_same and session.substitute_id is None


def is_settled(context: Context) -> bool:
    """… or they need not think about it any more."""
    return context["ask"].state == Reply.ASKED and not context["search"].is_open and _is_ahead(context)


def is_stood_in(context: Context) -> bool:
    session = context["session"]
    return session.substitute_id is not None and not session.is_cancelled and _is_ahead(context)


def is_missing(context: Context) -> bool:
    session = context["session"]
    is_led = session.is_cancelled or session.substitute_id is not None
    return context["search"].is_open and not is_led and _is_ahead(context)


def _is_ahead(context: Context) -> bool:
    return bool(context["session"].starts_at > clock.now())


def load_group_messages(ids: Collection[int]) -> dict[int, Context]:
    """Of a sensitive group neither the name nor the words: those stand on one's own page alone."""
    rows = list(GroupMessage.objects.filter(pk__in=ids).select_related("activity", "centre", "session__centre"))
    held = group_messages.holders(rows, now=clock.now())
    return {row.pk: {**of_group_message(row), "holders": held[row.pk]} for row in rows}


def of_group_message(row: GroupMessage) -> Context:
    return {
        "centre": row.centre,
        "group": name_of(row.activity),
        "session": row.session,
        "words": "" if row.activity.sensitive else row.text,
        "address": _my_page,
        "leads_to": "page",
    }


def _my_page() -> str:
    return settings.PUBLIC_BASE_URL + reverse("my:home")


def has_place(context: Context) -> bool:
    """Who has given the place back reads nothing more."""
    return context["message"].person_id in context["holders"]


HEARD: dict[str, Any] = {"call": True}
register("substitute-wanted", load=load_asks, holds=is_wanted, asks=YES_OR_NO, **HEARD)
register("substitute-found", load=load_asks, holds=is_settled)
register("substitute-there", load=load_searches, holds=is_stood_in, **HEARD)
register("substitute-nobody", load=load_searches, holds=is_missing, **HEARD)
register("substitute-missing", load=load_searches, holds=is_missing, to_staff=True)
register("group-message", load=load_group_messages, holds=has_place, own_places=True, **HEARD)
