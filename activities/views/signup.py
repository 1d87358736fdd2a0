"""Signing up, on one page: for one date, for every date, or only to say that one may come."""

import uuid
from functools import partial
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from activities import selectors
from activities.choices import JoinMode
from activities.forms.signing_up import OwnSignUpForm, SignUpForm
from activities.models import Booking, Session
from activities.notices import place_token
from activities.presenters.signing_up import SignUpPage
from activities.services import courses, signing_up
from core import clock, phones, throttle
from core.actors import person_actor
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from people.models import Person, User
from people.services import persons


@require_http_methods(["GET", "HEAD", "POST"])
@private
def start(request: Request, public_id: UUID) -> HttpResponse:
    """What it is, the few questions, and a place. Where one cannot sign up: why, and what to do instead."""
    session = (selectors.session_to_join if request.method == "POST" else selectors.listed_session)(public_id)
    if session is None:
        raise Http404
    now = clock.now()
    person = _person(request)
    person_id = person.pk if person else None
    try:
        signing_up.check_open(session, person_id=person_id, now=now)
    except DomainError as error:
        return _page(request, "closed", session, person, why=error.code, words=error.words)
    if mine := signing_up.place_of(person_id, session, now=now):
        messages.info(request, _("You have signed up for this date already."))
        return redirect("place:show", place_token(mine))
    # Asked only by a page that is shown: whoever sends a form wants a place, and not to hear how many are left.
    outlook = cast(
        "signing_up.Outlook", SimpleLazyObject(partial(signing_up.outlook, session, person_id=person_id, now=now))
    )
    form = _form(request, session, person, outlook)
    if isinstance(form, SignUpForm) and form.is_trapped:
        return redirect("activities:session", session.public_id)
    if form.is_bound and form.is_valid() and (booking := _sign_up(request, session, person, form)):
        _say_if_full_meanwhile(request, booking, form)
        return redirect("place:show", place_token(booking))
    is_course = session.activity.join_mode == JoinMode.COURSE
    until = courses.joinable_until(session.activity) if is_course else None
    return _page(request, "start", session, person, form=form, page=SignUpPage(session, outlook, person, until))


def _person(request: Request) -> Person | None:
    """Who it is, where we know: somebody with an account, or who has opened their own page without one."""
    if request.actor.person_id is None:
        return None
    return Person.visible_to(request.actor).filter(pk=request.actor.person_id).first()


def _is_known(request: Request, person: Person | None) -> bool:
    """Whether no name is asked: also of an account that is nobody yet."""
    return person is not None or request.user.is_authenticated


def _form(request: Request, session: Session, person: Person | None, outlook: signing_up.Outlook) -> OwnSignUpForm:
    initial = {"request_key": uuid.uuid4(), "expected": lambda: "wait" if outlook.is_full else "place"}
    if _is_known(request, person):
        return OwnSignUpForm(posted(request), initial=initial, session=session, person=person, outlook=outlook)
    return SignUpForm(posted(request), initial=initial, session=session, outlook=outlook)


def _sign_up(request: Request, session: Session, person: Person | None, form: OwnSignUpForm) -> Booking | None:
    """The place; None where a rule says no, which the form then shows."""
    try:
        return _book(request, session, person, form)
    except DomainError as error:
        _refuse(form, session, error)
        return None


def _book(request: Request, session: Session, person: Person | None, form: OwnSignUpForm) -> Booking:
    # A key is good for one date: bound to it, a key sent to another date's form cannot collide.
    key = uuid.uuid5(session.public_id, str(form.cleaned_data["request_key"]))
    if isinstance(form, SignUpForm):
        stranger = form.stranger(language=(get_language() or "en")[:2])
        throttle.allow(
            throttle.by_address("sign_up", request),
            throttle.by_contact("sign_up", stranger.contact),
            throttle.by_centre("sign_up", session.centre_id),
        )
        return signing_up.as_stranger(
            session=session, stranger=stranger, request_key=key, by=request.actor, wishes=form.wishes
        )
    person = person or persons.of_account(cast("User", request.user))
    themselves = person_actor(person.pk, user_id=request.user.pk)
    return signing_up.as_oneself(session=session, person=person, request_key=key, by=themselves, wishes=form.wishes)


def _refuse(form: OwnSignUpForm, session: Session, error: DomainError) -> None:
    """Say the service's no above the form; what was typed stays."""
    if error.code == "too_many_tries":
        words = _("That was too often for now. Please wait a while, or call %(centre)s: %(phone)s.")
        form.add_error(None, words % {"centre": session.centre.name, "phone": phones.shown(session.centre.phone)})
    else:
        form.refuse(error)
    # What is sent next is a new wish, not the old form again.
    again = QueryDict(mutable=True)
    again.update(form.data)
    again["request_key"] = str(uuid.uuid4())
    form.data = again


def _say_if_full_meanwhile(request: Request, booking: Booking, form: OwnSignUpForm) -> None:
    if not signing_up.is_waiting(booking) or form.cleaned_data["expected"] != "place":
        return
    if booking.seats > 1:
        messages.warning(request, _("There were not two free places. You are both on the waiting list."))
    else:
        messages.warning(
            request, _("While you were writing, the last place went to somebody else. You are on the waiting list.")
        )


def _page(request: Request, name: str, session: Session, person: Person | None, **context: object) -> HttpResponse:
    shown = {
        "session": session,
        "activity": session.activity,
        "centre": session.centre,
        "help_centre": session.centre,
        "is_known": _is_known(request, person),
        **context,
    }
    return render(request, f"activities/signup/{name}.html", shown)
