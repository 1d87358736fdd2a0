"""What this room puts into the copy of everything that somebody's centre holds about them."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from activities import wording
from activities.models import Activity, Booking, Enrolment, Idea, InviteCall
from activities.presenters.paper import title_on_paper
from core import dates
from people.models import Person


def places(person: Person) -> list[str]:
    """Every place, newest first. Private groups are not named: such a copy lies about. One query."""
    rows = Booking.objects.filter(person=person).select_related("session__activity", "session__centre")
    return [_place(booking) for booking in rows.order_by("-session__starts_at", "-pk")]


def _place(booking: Booking) -> str:
    words = [dates.full(booking.session.day), title_on_paper(booking.session), booking.get_state_display()]
    if booking.attendance != "unknown":
        words.append(booking.get_attendance_display())
    if booking.access_needs:
        words.append(booking.access_needs)
    return ", ".join(str(word) for word in words)


def places_as_data(person: Person) -> list[dict[str, Any]]:
    """The same for a program; private groups are not named there either. One query."""
    rows = Booking.objects.filter(person=person).select_related("session__activity", "session__centre")
    return [
        {
            "starts_at": booking.session.starts_at,
            "title": title_on_paper(booking.session),
            "state": booking.state,
            "attendance": booking.attendance,
            "access_needs": booking.access_needs,
            "companions": booking.companions,
        }
        for booking in rows.order_by("-session__starts_at", "-pk")
    ]


def standing_places(person: Person) -> list[str]:
    """One query."""
    rows = Enrolment.objects.filter(person=person).select_related("activity__centre").order_by("pk")
    return [f"{_named(row.activity)}: {row.get_state_display()}" for row in rows]


def ideas(person: Person) -> list[str]:
    """What they suggested, and what they would come to. Two queries."""
    own = Idea.objects.filter(person=person).select_related("centre").order_by("pk")
    others = Idea.objects.filter(supports__person=person).select_related("centre").order_by("pk")
    return [_idea(idea) for idea in own] + [_("Would come: %(idea)s") % {"idea": _idea(idea)} for idea in others]


def _idea(idea: Idea) -> str:
    return wording.discreet_title(idea.centre) if idea.sensitive else f"{idea.title}. {idea.words}".strip()


def invite_calls(person: Person) -> list[str]:
    """Which champions were asked to call or meet them, by first name. One query."""
    rows = InviteCall.objects.filter(person=person).select_related("champion__person").order_by("asked_at", "pk")
    return [
        f"{dates.full(timezone.localtime(row.asked_at).date())}, {row.champion.person.first_name}: "
        f"{row.get_kind_display()}, {row.get_state_display()}"
        for row in rows
    ]


def _named(activity: Activity) -> str:
    return wording.discreet_title(activity.centre) if activity.sensitive else activity.title
