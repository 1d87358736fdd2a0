"""What a champion does with what is asked of them: call, also through the line, and write down how it went."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activities.forms.invites import CANNOT, YES, OutcomeForm
from activities.models import BookingState, InviteCall
from activities.presenters.asked_calls import Asked
from activities.services import invite_calls, through_line
from core import audit, clock
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from people.guards import account_required


def own(request: Request, public_id: UUID) -> InviteCall:
    """One that is asked of whoever looks, for as long as it is."""
    mine = InviteCall.visible_to(request.actor).asked_of(request.actor.person_id, now=clock.now())
    found: InviteCall = get_object_or_404(mine.with_all(), public_id=public_id)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@private
@account_required
def call(request: Request, public_id: UUID) -> HttpResponse:
    """Whom, to what, what to say; and afterwards how it went."""
    found, now = own(request, public_id), clock.now()
    form = OutcomeForm(posted(request), call=found, now=now)
    if form.is_valid():
        try:
            _record(request, found, form)
        except DomainError as error:
            form.refuse(error)
        else:
            return redirect("my_champion:home")
    audit.record("invitecall.viewed", by=request.actor, subject=found, person_id=found.person_id)
    shown = {"asked": Asked.of(found, now=now), "form": form, "help_centre": found.centre}
    return render(request, "activities/invite/call.html", shown)


def _record(request: Request, found: InviteCall, form: OutcomeForm) -> None:
    result = form.cleaned_data["result"]
    if result == YES:
        booking = invite_calls.say_yes(found, session=form.chosen_session, by=request.actor)
        if booking.state == BookingState.WAITLISTED:
            messages.success(request, _("They are on the waiting list, because the date is full. We tell them."))
        else:
            messages.success(request, _("They have a place, and we tell them so. Thank you!"))
    elif result == CANNOT:
        invite_calls.cannot(found, by=request.actor)
        messages.success(request, _("Thank you for saying so. The centre asks somebody else."))
    else:
        invite_calls.record(found, result, after=form.cleaned_data["after"], by=request.actor)
        messages.success(request, _("Written down. Thank you!"))


@require_POST
@private
@account_required
def ring(request: Request, public_id: UUID) -> HttpResponse:
    """The line calls the champion, and then connects them."""
    found = own(request, public_id)
    try:
        through_line.ring(found, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Your telephone rings in a moment. Press 1 when you hear us."))
    return redirect("asked_calls:call", found.public_id)
