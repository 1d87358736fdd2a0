"""The messages of this room: what each is about. Their words are in `templates/notifications/`."""

from typing import Any

from activities.models import Booking, BookingState, Proposal
from activities.models.booking import ACTIVE
from core import links
from notifications.registry import register

PLACE = "place"  # the purpose of the signed link to one booking


def place_token(booking: Booking) -> str:
    """The signed part of the address of one's own place."""
    return links.make(PLACE, str(booking.public_id))


def load_proposal(pk: int) -> dict[str, Any] | None:
    proposal = Proposal.objects.filter(pk=pk).select_related("centre").first()
    if proposal is None:
        return None
    return {"proposal": proposal, "centre": proposal.centre, "group": "" if proposal.sensitive else proposal.title}


def load_booking(pk: int) -> dict[str, Any] | None:
    rows = Booking.objects.select_related("session__activity", "session__centre", "session__venue")
    booking = rows.filter(pk=pk).first()
    if booking is None:
        return None
    session = booking.session
    return {
        "booking": booking,
        "session": session,
        "centre": session.centre,
        # A sensitive group is not named on a telephone that others may read.
        "group": "" if session.activity.sensitive else session.activity.title,
        "token": place_token(booking),
        "until": booking.offer_until.astimezone(session.centre.zone) if booking.offer_until else None,
    }


def load_active_booking(pk: int) -> dict[str, Any] | None:
    """Nothing once the place was given back: the message would be wrong."""
    context = load_booking(pk)
    return context if context and context["booking"].state in ACTIVE else None


def load_offer(pk: int) -> dict[str, Any] | None:
    """Nothing once the offer was answered."""
    context = load_booking(pk)
    return context if context and context["booking"].state == BookingState.OFFERED else None


for slug in ("proposal-approved", "proposal-changes", "proposal-declined"):
    register(slug, load=load_proposal)
for slug in ("place-confirmed", "place-waitlisted", "session-cancelled", "session-moved"):
    register(slug, load=load_active_booking)
for slug in ("place-cancelled", "offer-lapsed"):
    register(slug, load=load_booking)
register("place-offered", load=load_offer)
