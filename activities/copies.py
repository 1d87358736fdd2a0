"""What this room puts into the copy of everything that somebody's centre holds about them."""

from django.utils import timezone
from django.utils.translation import gettext as _

from activities import wording
from activities.models import Activity, Booking, Enrolment, Idea, InviteCall
from activities.presenters.paper import title_on_paper
from core import dates
from core.text import labelled
from people.copies import Rows
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


def places_as_data(person: Person) -> Rows:
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
    return [labelled(named(row.activity), row.get_state_display()) for row in rows]


def standing_places_as_data(person: Person) -> Rows:
    """The same for a program. One query."""
    rows = Enrolment.objects.filter(person=person).select_related("activity__centre").order_by("pk")
    return [
        {
            "title": named(row.activity),
            "state": row.state,
            "since": row.created_at,
            "access_needs": row.access_needs,
            "companions": row.companions,
            "wants_lift": row.wants_lift,
        }
        for row in rows
    ]


def ideas(person: Person) -> list[str]:
    """What they suggested, and what they would come to. Two queries."""
    own = Idea.objects.filter(person=person).select_related("centre").order_by("pk")
    others = Idea.objects.filter(supports__person=person).select_related("centre").order_by("pk")
    return [_idea(idea) for idea in own] + [_("Would come: %(idea)s") % {"idea": _idea(idea)} for idea in others]


def ideas_as_data(person: Person) -> Rows:
    """The same for a program; `own` are those that they suggested. Two queries."""
    own = Idea.objects.filter(person=person).select_related("centre").order_by("pk")
    others = Idea.objects.filter(supports__person=person).select_related("centre").order_by("pk")
    return [
        {"idea": _idea(idea), "own": is_own, "state": idea.state, "suggested_at": idea.suggested_at}
        for rows, is_own in ((own, True), (others, False))
        for idea in rows
    ]


def _idea(idea: Idea) -> str:
    return wording.discreet_title(idea.centre) if idea.sensitive else f"{idea.title}. {idea.words}".strip()


def invite_calls(person: Person) -> list[str]:
    """Which champions were asked to call or meet them, by first name. One query."""
    rows = InviteCall.objects.filter(person=person).select_related("champion__person").order_by("asked_at", "pk")
    return [
        labelled(
            f"{dates.full(timezone.localtime(row.asked_at).date())}, {row.champion.person.first_name}",
            f"{row.get_kind_display()}, {row.get_state_display()}",
        )
        for row in rows
    ]


def invite_calls_as_data(person: Person) -> Rows:
    """The same for a program. One query."""
    rows = InviteCall.objects.filter(person=person).select_related("champion__person").order_by("asked_at", "pk")
    return [
        {
            "asked_at": row.asked_at,
            "champion": row.champion.person.first_name,
            "kind": row.kind,
            "state": row.state,
            "ended_at": row.ended_at,
        }
        for row in rows
    ]


def named(activity: Activity) -> str:
    """Its title; of a private group only that it is one. Needs `centre` loaded."""
    return wording.discreet_title(activity.centre) if activity.sensitive else activity.title
