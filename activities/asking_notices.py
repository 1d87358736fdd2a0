"""The messages about what champions are asked to do for one person, and about ideas.

None to a champion says whom it is about: that stands on their page, for as long as it is asked.
"""

from collections.abc import Collection
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils.functional import lazy

from activities.models import BookingState, Idea, IdeaState, InviteCall
from activities.models.booking import ACTIVE
from core import clock
from notifications.registry import Context, register

FINDING = timedelta(hours=1)  # in which staff may find somebody else to be at the door


def load_invite_calls(ids: Collection[int]) -> dict[int, Context]:
    """With whether it is still asked. To a champion it names nobody; a sensitive group is named to nobody."""
    rows = InviteCall.objects.filter(pk__in=ids).with_all()
    live = set(InviteCall.objects.filter(pk__in=ids).live(clock.now()).values_list("pk", flat=True))
    return {
        row.pk: {
            "call": row,
            "centre": row.centre,
            "session": row.session,
            "is_live": row.pk in live,
            "is_discreet": row.activity.sensitive,
            "champion": row.champion.person.first_name,
        }
        for row in rows
    }


def load_asked(ids: Collection[int]) -> dict[int, Context]:
    """The same for the champion, with the way to their page."""
    found = load_invite_calls(ids)
    for context in found.values():
        context["address"] = _home
    return found


def _home() -> str:
    return settings.PUBLIC_BASE_URL + reverse("my_champion:home")


def is_asked(context: Context) -> bool:
    return bool(context["is_live"])


def is_over(context: Context) -> bool:
    return not context["call"].is_open


def is_met(context: Context) -> bool:
    """Once somebody else does it, or the date was, it is not true any more."""
    call, session = context["call"], context["session"]
    return context["is_live"] and session.starts_at > clock.now() and _has_place(call)


def is_met_by_nobody(context: Context) -> bool:
    """Unless somebody else was asked meanwhile, who meets them."""
    call, session = context["call"], context["session"]
    if call.is_open or session is None or session.starts_at <= clock.now() or not _has_place(call):
        return False
    others = InviteCall.objects.all().live(clock.now()).filter(booking=call.booking_id, kind=call.kind)
    return not others.exists()


def _has_place(call: InviteCall) -> bool:
    return call.booking is not None and call.booking.state in ACTIVE - {BookingState.WAITLISTED}


def load_ideas(ids: Collection[int]) -> dict[int, Context]:
    rows = Idea.objects.filter(pk__in=ids).select_related("centre", "activity")
    return {
        row.pk: {
            "idea": row,
            "centre": row.centre,
            "group": _group(row),
            "title": _title(row),
            "address": partial(_idea_address, row),
        }
        for row in rows
    }


def _group_of(idea: Idea) -> str:
    """The group that it became; no sensitive one is named on a telephone that others may read."""
    is_private = idea.sensitive or idea.activity is None or idea.activity.sensitive
    return "" if is_private or idea.activity is None else idea.activity.title


def _title_of(idea: Idea) -> str:
    is_private = idea.sensitive or (idea.activity is not None and idea.activity.sensitive)
    return "" if is_private else idea.title


# Named when the message is put into words: only then its language is known.
_group = lazy(_group_of, str)
_title = lazy(_title_of, str)


def _idea_address(idea: Idea) -> str:
    """The page of the idea, which leads on to the group: its address tells nothing."""
    return settings.PUBLIC_BASE_URL + reverse("ideas:idea", args=[idea.public_id])


def is_a_group(context: Context) -> bool:
    idea = context["idea"]
    return idea.state == IdeaState.DONE and idea.activity is not None


def is_declined(context: Context) -> bool:
    return context["idea"].state == IdeaState.DECLINED


register("champion-asked", load=load_asked, holds=is_asked, call=True)
register("champion-not-needed", load=load_invite_calls, holds=is_over)
register("met-at-door", load=load_invite_calls, holds=is_met, call=True, own_places=True)
register("door-off", load=load_invite_calls, holds=is_met_by_nobody, call=True, own_places=True, wait=FINDING)
register("idea-on", load=load_ideas, holds=is_a_group, call=True)
register("idea-declined", load=load_ideas, holds=is_declined)
