"""The messages of this room: what each is about. Their words are in `templates/notifications/`."""

from collections.abc import Collection

from activities.models import Booking, BookingState, Proposal
from activities.models.booking import ACTIVE
from activities.models.details import GroupDetails
from core import links
from notifications.registry import Context, register

PLACE = "place"  # the purpose of the signed link to one booking


def place_token(booking: Booking) -> str:
    """The signed part of the address of one's own place."""
    return links.make(PLACE, str(booking.public_id))


def load_proposals(ids: Collection[int]) -> dict[int, Context]:
    rows = Proposal.objects.filter(pk__in=ids).select_related("centre")
    return {row.pk: {"proposal": row, "centre": row.centre, "group": _named(row)} for row in rows}


def load_bookings(ids: Collection[int]) -> dict[int, Context]:
    rows = Booking.objects.filter(pk__in=ids).select_related("session__activity", "session__centre", "session__venue")
    return {row.pk: _of_booking(row) for row in rows}


def _of_booking(booking: Booking) -> Context:
    session = booking.session
    return {
        "booking": booking,
        "session": session,
        "centre": session.centre,
        "group": _named(session.activity),
        "until": booking.offer_until.astimezone(session.centre.zone) if booking.offer_until else None,
    }


def _named(group: GroupDetails) -> str:
    """A sensitive group is not named on a telephone that others may read."""
    return "" if group.sensitive else group.title


def is_active(context: Context) -> bool:
    """Once the place was given back, the message would be wrong."""
    return context["booking"].state in ACTIVE


def is_offered(context: Context) -> bool:
    """Once the offer was answered, there is nothing left to say."""
    return context["booking"].state == BookingState.OFFERED


for slug in ("proposal-approved", "proposal-changes", "proposal-declined"):
    register(slug, load=load_proposals)
for slug in ("place-confirmed", "place-waitlisted", "session-cancelled", "session-moved"):
    register(slug, load=load_bookings, holds=is_active)
for slug in ("place-cancelled", "offer-lapsed"):
    register(slug, load=load_bookings)
register("place-offered", load=load_bookings, holds=is_offered)
