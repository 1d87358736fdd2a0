"""Asking before a place is given back, in the words of what is given back; and what else somebody has at that time."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from activities.models import Booking
from activities.presenters.places import PlacePage
from core import dates


@dataclass(frozen=True)
class Question:
    """`name` is the page's title; `yes` and `no` are the answers."""

    name: str
    title: str
    lead: str
    yes: str
    no: str


def question(page: PlacePage) -> Question:
    if page.is_thinking:
        return Question(
            name=_("I am not coming after all"),
            title=_("You are not coming after all?"),
            lead=_("Thank you for telling us. We then send you nothing more about this date."),
            yes=_("Yes, take it back"),
            no=_("No, I may still come"),
        )
    if page.is_part:
        has = _("Somebody else can have your place that day. The next time it is yours again.")
        waits = _("We will not hold a place for you on this date.")
        return Question(
            name=_("Skip this date"),
            title=_("Skip this date?"),
            lead=has if page.has_place else waits,
            yes=_("Yes, skip this date"),
            no=_("No, I come"),
        )
    if page.has_place:
        return Question(
            name=_("Give my place back"),
            title=_("Give my place back?"),
            lead=_("Thank you for telling us: somebody else can have it then."),
            yes=_("Yes, give my place back"),
            no=_("No, I keep my place"),
        )
    lead = _("We will not hold a place for you on this date.")
    if page.is_course:
        lead = _("We will not hold a place in the course for you.")
    return Question(
        name=_("Leave the waiting list"),
        title=_("Leave the waiting list?"),
        lead=lead,
        yes=_("Yes, take me off the list"),
        no=_("No, I keep waiting"),
    )


def clash(others: list[Booking], *, is_me: bool) -> str:
    """What to say of other places at the same time; empty where there is none.

    A link to one place is no key to the others: only on one's own page they are named, and a sensitive group nowhere.
    """
    if not others:
        return ""
    if len(others) > 1:
        return _("You are down for other groups at the same time. You can keep them all, or give some back.")
    session = others[0].session
    shown = {"when": dates.when(session.local_start, session.local_end), "group": session.activity.title}
    if is_me and not session.activity.sensitive:
        said = _("You are down for %(group)s at the same time: %(when)s. You can keep both, or give one back.")
    else:
        said = _("You are down for another group at the same time: %(when)s. You can keep both, or give one back.")
    return said % shown
