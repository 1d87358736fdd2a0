"""Signing up for one date, on one page."""

import uuid
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from activities.forms.signing_up import OwnSignUpForm, SignUpForm
from activities.models import Booking, Session
from activities.notices import place_token
from activities.presenters.places import ordinal
from activities.services import bookings, signing_up
from activities.views.headers import private
from core import clock
from core.actors import Channel, person_actor
from core.errors import DomainError
from core.http import Request
from people.models import User
from people.services import persons


@require_http_methods(["GET", "HEAD", "POST"])
@private
def start(request: Request, public_id: UUID) -> HttpResponse:
    """What it is, the few questions, and a place. Where one cannot sign up: why, and what to do instead."""
    session = get_object_or_404(Session.public().with_place(), public_id=public_id)
    now = clock.now()
    try:
        bookings.check_open(session, channel=Channel.WEB, now=now)
    except DomainError as error:
        return _page(request, "activities/signup/closed.html", session, why=error.code, words=error.words)
    mine = signing_up.place_of(request.actor.person_id, session, now=now)
    if mine:
        messages.info(request, _("You have signed up for this date already."))
        return redirect("place:show", place_token(mine))
    outlook = signing_up.outlook(session)
    form_class = OwnSignUpForm if request.user.is_authenticated else SignUpForm
    expected = "wait" if outlook.is_full else "place"
    form = form_class(request.POST or None, initial={"request_key": uuid.uuid4(), "expected": expected})
    if request.method == "POST" and form.is_valid():
        try:
            booking = _sign_up(request, session, form)
        except DomainError as error:
            form.refuse(error)
            # What is sent next is a new wish, not the old form again.
            again = request.POST.copy()
            again["request_key"] = str(uuid.uuid4())
            form.data = again
        else:
            _say_if_full_meanwhile(request, booking, form)
            return redirect("place:show", place_token(booking))
    return _page(
        request,
        "activities/signup/start.html",
        session,
        form=form,
        outlook=outlook,
        position=ordinal(outlook.next_in_line),
    )


def _sign_up(request: Request, session: Session, form: OwnSignUpForm) -> Booking:
    # A key is good for one date: bound to it, a key sent to another date's form cannot collide.
    key = uuid.uuid5(session.public_id, str(form.cleaned_data["request_key"]))
    if isinstance(form, SignUpForm):
        stranger = form.stranger(language=(get_language() or "en")[:2])
        return signing_up.as_stranger(
            session=session, stranger=stranger, request_key=key, by=request.actor, wishes=form.wishes
        )
    person = persons.of_account(cast("User", request.user))
    themselves = person_actor(person.pk, user_id=request.user.pk)
    return signing_up.as_oneself(session=session, person=person, request_key=key, by=themselves, wishes=form.wishes)


def _say_if_full_meanwhile(request: Request, booking: Booking, form: OwnSignUpForm) -> None:
    if not signing_up.is_waiting(booking) or form.cleaned_data["expected"] != "place":
        return
    if booking.brings_someone:
        messages.warning(request, _("There were not two free places. You are both on the waiting list."))
    else:
        messages.warning(
            request, _("While you were writing, the last place went to somebody else. You are on the waiting list.")
        )


def _page(request: Request, template: str, session: Session, **context: object) -> HttpResponse:
    shown = {"session": session, "activity": session.activity, "centre": session.centre, **context}
    return render(request, template, {"help_centre": session.centre, **shown})
