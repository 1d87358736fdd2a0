"""What I come to every time, by the signed link of one of its dates: stop, or come to a date that I had skipped."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from activities.models import Booking
from activities.notices import place_token
from activities.services import enrolments, places
from activities.views.places import by_link, do, form_view, place_page
from core.errors import DomainError
from core.http import Request


@form_view
@by_link
def stop(request: Request, token: str, booking: Booking) -> HttpResponse:
    """Ask first; then give all coming dates back."""
    if not places.comes_every_time(booking):
        return redirect("place:show", token)
    if request.method == "POST":
        return do(request, token, booking, _stop)
    return place_page(request, "activities/place/stop.html", token, booking)


def _stop(booking: Booking, **kwargs: Any) -> None:
    if booking.enrolment is not None:
        enrolments.end(booking.enrolment, **kwargs)


@require_POST
@by_link
def come(request: Request, token: str, booking: Booking) -> HttpResponse:
    """Take a skipped date back: a place where one is free, else the waiting list."""
    if booking.enrolment is None or not places.is_skipped(booking):
        return redirect("place:show", token)
    try:
        taken = enrolments.come_after_all(booking.enrolment, booking.session, by=places.holder(booking))
    except DomainError as error:
        messages.error(request, error.words)
        return redirect("place:show", token)
    return redirect("place:show", place_token(taken))
