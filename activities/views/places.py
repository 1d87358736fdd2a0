"""My place at one date, by its signed link. Looking changes nothing; every change is a POST."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.signing_up import TakingPart
from activities.models import Booking
from activities.presenters.places import PlacePage
from activities.services import bookings, places
from activities.views.headers import private
from core import clock
from core.errors import DomainError
from core.http import Request

form_view = require_http_methods(["GET", "HEAD", "POST"])
PlaceView = Callable[[Request, str, Booking], HttpResponse]


def _by_link(view: PlaceView) -> Callable[[Request, str], HttpResponse]:
    """Find the place of the link; a kind page where the link is bad or too old."""

    @wraps(view)
    def opened(request: Request, token: str) -> HttpResponse:
        booking = places.by_link(token, now=clock.now())
        if booking is None:
            return render(request, "activities/place/gone.html", status=404)
        return view(request, token, booking)

    return private(opened)


@require_safe
@_by_link
def show(request: Request, token: str, booking: Booking) -> HttpResponse:
    return _page(request, "activities/place/show.html", token, booking)


@form_view
@_by_link
def change(request: Request, token: str, booking: Booking) -> HttpResponse:
    """Bring somebody or come alone; say what would help."""
    if not PlacePage.of(booking, now=clock.now()).may_change:
        return redirect("place:show", token)
    initial = {"brings_someone": booking.brings_someone, "access_needs": booking.access_needs}
    form = TakingPart(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            bookings.change(
                booking,
                by=places.holder(booking),
                companions=form.wishes.companions,
                access_needs=form.wishes.access_needs,
            )
        except DomainError as error:
            form.refuse(error, "brings_someone")
        else:
            messages.success(request, _("Saved."))
            return redirect("place:show", token)
    return _page(request, "activities/place/change.html", token, booking, form=form)


@form_view
@_by_link
def cancel(request: Request, token: str, booking: Booking) -> HttpResponse:
    """Ask first; then give the place back."""
    if request.method == "POST":
        return _do(request, token, booking, bookings.cancel)
    if not PlacePage.of(booking, now=clock.now()).may_cancel:
        return redirect("place:show", token)
    return _page(request, "activities/place/cancel.html", token, booking)


@require_POST
@_by_link
def accept(request: Request, token: str, booking: Booking) -> HttpResponse:
    return _do(request, token, booking, bookings.accept)


@require_POST
@_by_link
def decline(request: Request, token: str, booking: Booking) -> HttpResponse:
    """The same as giving it back: the next in line gets the offer."""
    return _do(request, token, booking, bookings.cancel)


def _do(request: Request, token: str, booking: Booking, deed: Callable[..., Booking]) -> HttpResponse:
    try:
        deed(booking, by=places.holder(booking))
    except DomainError as error:
        messages.error(request, error.words)
    return redirect("place:show", token)


def _page(request: Request, template: str, token: str, booking: Booking, **context: object) -> HttpResponse:
    page = PlacePage.of(booking, now=clock.now())
    shown = {"booking": booking, "page": page, "token": token, "help_centre": booking.session.centre, **context}
    return render(request, template, shown)
