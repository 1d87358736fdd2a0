"""My place at one date, by its signed link. Looking changes nothing; every change is a POST.

What is said of all dates at once is in `views.standing`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.signing_up import TakingPart
from activities.models import Booking, BookingState
from activities.notices import place_token
from activities.presenters.giving_back import clash, question
from activities.presenters.places import PlacePage
from activities.presenters.standing import StandingPlace
from activities.services import bookings, places, terms
from core import clock
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from people.services import codes

form_view = require_http_methods(["GET", "HEAD", "POST"])
PlaceView = Callable[[Request, str, Booking], HttpResponse]


def by_link(view: PlaceView) -> Callable[[Request, str], HttpResponse]:
    """Find the place of the link; a kind page where the link is bad or too old."""

    @wraps(view)
    def opened(request: Request, token: str) -> HttpResponse:
        booking = places.by_link(token, now=clock.now())
        if booking is None:
            return render(request, "activities/place/gone.html", status=404)
        return view(request, token, booking)

    return private(opened)


@require_safe
@by_link
def show(request: Request, token: str, booking: Booking) -> HttpResponse:
    """How it stands, what it means, and what can be done about it."""
    now = clock.now()
    page = PlacePage.of(booking, now=now)
    if page.may_come_after_all and (instead := places.instead_of(booking)):
        return redirect("place:show", place_token(instead))
    is_me = request.actor.person_id == booking.person_id
    return place_page(
        request,
        "activities/place/show.html",
        token,
        booking,
        is_me=is_me,
        standing=_standing(booking, page),
        clash=clash(terms.overlapping(booking.person, booking.session) if page.may_cancel else [], is_me=is_me),
        confirm=_confirm_token(request, booking),
    )


def _standing(booking: Booking, page: PlacePage) -> StandingPlace | None:
    """The other dates of what they come to every time. One query where it is so."""
    rows = places.of_enrolment(booking.enrolment_id, now=page.now) if booking.enrolment_id and page.is_part else []
    return StandingPlace.of(rows, now=page.now) if rows else None


def _confirm_token(request: Request, booking: Booking) -> str:
    """For somebody whom we do not know yet: the way to confirm their number, which opens one page with all places."""
    if request.actor.person_id or request.user.is_authenticated or booking.person.user_id:
        return ""
    points = [point for point in booking.person.contact_points.all() if codes.can_reach(point.kind)]
    return codes.confirm_token(points[0]) if points else ""


@form_view
@by_link
def change(request: Request, token: str, booking: Booking) -> HttpResponse:
    """Bring somebody or come alone; say what would help, and how one gets there."""
    if not PlacePage.of(booking, now=clock.now()).may_change:
        return redirect("place:show", token)
    form = TakingPart.of(booking, posted(request))
    if form.is_bound and form.is_valid():
        try:
            bookings.change(
                booking,
                by=places.holder(booking),
                # Whoever staff signed up with more than one keeps them all.
                companions=max(1, booking.companions) if form.cleaned_data["brings_someone"] else 0,
                access_needs=form.cleaned_data["access_needs"],
                wants_lift=form.wants_lift,
            )
        except DomainError as error:
            form.refuse(error, "brings_someone")
        else:
            messages.success(request, _("Saved."))
            return redirect("place:show", token)
    return place_page(request, "activities/place/change.html", token, booking, form=form)


@form_view
@by_link
def cancel(request: Request, token: str, booking: Booking) -> HttpResponse:
    """Ask first; then give the place back."""
    if request.method == "POST":
        return do(request, token, booking, _give_back)
    page = PlacePage.of(booking, now=clock.now())
    if not page.may_cancel:
        return redirect("place:show", token)
    return place_page(request, "activities/place/cancel.html", token, booking, ask=question(page))


@require_POST
@by_link
def accept(request: Request, token: str, booking: Booking) -> HttpResponse:
    return do(request, token, booking, bookings.accept)


@require_POST
@by_link
def decline(request: Request, token: str, booking: Booking) -> HttpResponse:
    """The same as giving it back: the next in line gets the offer."""
    return do(request, token, booking, bookings.cancel)


def _give_back(booking: Booking, **kwargs: Any) -> Booking:
    """Who only thought of coming gets no message that a place is cancelled: there was none."""
    return bookings.cancel(booking, quiet=booking.state == BookingState.THINKING, **kwargs)


def do(request: Request, token: str, booking: Booking, deed: Callable[..., object]) -> HttpResponse:
    """Do it as the person whose place it is; a rule that says no is said on the place's page."""
    try:
        deed(booking, by=places.holder(booking))
    except DomainError as error:
        messages.error(request, error.words)
    return redirect("place:show", token)


def place_page(request: Request, template: str, token: str, booking: Booking, **context: object) -> HttpResponse:
    page = PlacePage.of(booking, now=clock.now())
    shown = {"booking": booking, "page": page, "token": token, "help_centre": booking.session.centre, **context}
    return render(request, template, shown)
