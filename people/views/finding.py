"""The way to one's own page without an account and without a link: a code, sent to a number or an address.

Nothing here tells whether a number is known: the page that answers is the same, and whatever is sent goes out after
it (`RedirectThen`), so that its time says nothing either.
"""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import throttle
from core.errors import DomainError
from core.headers import private
from core.http import RedirectThen, Request, posted
from people import opened, presenters
from people.forms import CodeForm, FindForm
from people.guards import person_required
from people.models import ContactPoint
from people.services import codes
from people.views.my import my_point
from people.views.opening import to_page

form_view = require_http_methods(["GET", "HEAD", "POST"])
PENDING = "code_for"  # the session's note of what a code was asked for


@form_view
@private
def find(request: Request) -> HttpResponse:
    """ "I have no account: send me a code"."""
    if request.user.is_authenticated or request.actor.person_id:
        return redirect("my:home")
    form = FindForm(posted(request))
    if not form.is_valid():
        return render(request, "people/my/find.html", {"form": form})
    if form.is_trapped:
        return _sent(request, None)
    value = form.cleaned_data["contact"]
    try:
        codes.cool_down(value, throttle.by_address("code", request))
    except DomainError as error:
        form.refuse(error)
        return render(request, "people/my/find.html", {"form": form}, status=429)
    found = codes.points_of(form.cleaned_data["name"], value)
    reached = [point for point in found if codes.can_reach(point.kind)]
    return _sent(request, reached[0] if reached else None, has_others=len(found) > 1)


@form_view
@private
def confirm(request: Request, token: str) -> HttpResponse:
    """Offered on a page about something of one's own: confirm the number, and see everything."""
    point = codes.by_confirm_token(token)
    if point is None:
        return render(request, "people/my/gone.html", status=404)
    if request.user.is_authenticated and request.actor.person_id != point.person_id:
        return render(request, "people/my/signed_in.html")
    shown = {
        "masked": presenters.masked(point),
        "can_reach": codes.can_reach(point.kind),
        "help_centre": point.person.centres.first(),
    }
    if request.method == "POST" and shown["can_reach"]:
        return _ask(request, point) or render(request, "people/my/confirm.html", shown, status=429)
    return render(request, "people/my/confirm.html", shown)


@require_POST
@person_required
def contact_confirm(request: Request, pk: int) -> HttpResponse:
    """On my details: show that this number or address is mine."""
    point = my_point(request, pk)
    if not codes.can_reach(point.kind):
        messages.info(request, _("We cannot send a code there. Call your centre, and we confirm it with you."))
        return redirect("my:details")
    return _ask(request, point) or redirect("my:details")


@form_view
@private
def code(request: Request) -> HttpResponse:
    """Type in what was sent."""
    pending = request.session.get(PENDING)
    if pending is None:
        return redirect("my:find")
    form = CodeForm(posted(request))
    if form.is_valid():
        try:
            throttle.allow(throttle.by_address("code.typed", request))
            point = codes.check(codes.standing_point(pending["point"]), form.cleaned_data["code"])
        except DomainError as error:
            form.refuse(error, "code")
        else:
            return _confirmed(request, point, has_others=pending["has_others"])
    shown = {
        "form": form,
        "minutes": codes.minutes(),
        "is_known": pending["is_known"],
        "shows_mail": settings.DEMO_ALLOWED,
    }
    return render(request, "people/my/code.html", shown)


def _ask(request: Request, point: ContactPoint) -> HttpResponse | None:
    """Send a code to a point that is known; None where one was asked for too often, which a message then says."""
    try:
        codes.cool_down(point.value, throttle.by_address("code", request))
    except DomainError as error:
        messages.error(request, error.words)
        return None
    return _sent(request, point, is_known=True)


def _sent(
    request: Request, point: ContactPoint | None, *, has_others: bool = False, is_known: bool = False
) -> HttpResponse:
    """`is_known`: whoever asks holds something of this person already; the next page may say that a code was sent."""
    request.session[PENDING] = {
        "point": point.pk if point else None,
        "has_others": has_others,
        "is_known": is_known,
    }
    send = partial(codes.send, point, by=request.actor) if point else lambda: None
    return RedirectThen(reverse("my:code"), then=send)


def _confirmed(request: Request, point: ContactPoint, *, has_others: bool) -> HttpResponse:
    """Open the page, unless it is open already; an account's session stays the account's."""
    del request.session[PENDING]
    if request.actor.person_id == point.person_id:
        messages.success(request, _("Thank you: confirmed."))
        return redirect("my:details")
    if request.user.is_authenticated:
        return render(request, "people/my/signed_in.html")
    opened.by_point(request, point, has_others=has_others)
    return to_page(point.person)
