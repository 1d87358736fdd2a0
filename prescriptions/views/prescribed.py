"""Coming in with a slip: nine digits, a date, a place. No name is asked and none is told."""

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.choices import JoinMode
from activities.models import Session
from activities.services import signing_up
from core import clock, throttle
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from prescriptions import opened
from prescriptions.forms.prescribed import CodeForm, DateForm
from prescriptions.models import Prescription
from prescriptions.services import coming_in

form_view = require_http_methods(["GET", "HEAD", "POST"])
View = Callable[..., HttpResponse]


@form_view
@private
def enter(request: Request) -> HttpResponse:
    """Type in the number. One answer for all that open nothing."""
    form = CodeForm(posted(request))
    status = 200
    if form.is_valid():
        code, now = form.cleaned_data["code"], clock.now()
        try:
            throttle.allow(*coming_in.tries(code, throttle.by_address("prescription", request)), now=now)
            opened.keep(request, coming_in.use(code, by=request.actor, now=now))
        except DomainError as error:
            status = _refuse(form, error)
        else:
            return redirect("prescribed:choose")
    return render(request, "prescriptions/prescribed/enter.html", {"form": form}, status=status)


def _refuse(form: CodeForm, error: DomainError) -> int:
    """Say why not, at the field; returns the answer's status."""
    if error.code != "too_many_tries":
        form.refuse(error, "code")
        return 200
    form.add_error(None, _("That was too often for now. Please wait a while, or call the centre."))
    return 429


def open_required(view: View) -> View:
    """Let in whoever typed a code here not long ago; the view gets the prescription and the time."""

    @wraps(view)
    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        now = clock.now()
        found = opened.current(request, now=now)
        if found is None:
            messages.info(request, _("Please type in the number on your slip."))
            return redirect("prescribed:enter")
        return view(request, found, now, *args, **kwargs)

    return guarded


@require_safe
@private
@open_required
def choose(request: Request, found: Prescription, now: datetime) -> HttpResponse:
    """The centre's groups with their next dates."""
    shown = {"groups": coming_in.groups(found, now=now), "centre": found.centre, "help_centre": found.centre}
    return render(request, "prescriptions/prescribed/choose.html", shown)


@form_view
@private
@open_required
def take(request: Request, found: Prescription, now: datetime, public_id: UUID) -> HttpResponse:
    """One date, or a course with all of its dates, and a button."""
    try:
        session = coming_in.one_date(found, now=now, public_id=public_id)
        form = DateForm(posted(request), initial={"request_key": uuid.uuid4()})
        if form.is_valid():
            return _take(request, found, session, form, now)
    except DomainError as error:
        messages.error(request, error.words)
        return redirect("prescribed:choose")
    return _page(request, "take", session, form=form)


def _take(request: Request, found: Prescription, session: Session, form: DateForm, now: datetime) -> HttpResponse:
    """Raises `DomainError`."""
    outcome = coming_in.book(found, session=session, key=form.cleaned_data["request_key"], now=now)
    opened.note(request, session=session.pk, waits=outcome.waits, just_comes=outcome.just_comes)
    return redirect("prescribed:done")


@require_safe
@private
@open_required
def done(request: Request, found: Prescription, now: datetime) -> HttpResponse:
    """What was made of it: day, time and place."""
    noted = opened.noted(request)
    try:
        session = coming_in.one_date(found, now=now, pk=noted.get("session"))
    except DomainError:
        return redirect("prescribed:choose")
    return _page(request, "done", session, waits=noted["waits"], just_comes=noted["just_comes"])


@require_POST
@private
def close(request: Request) -> HttpResponse:
    opened.close(request)
    messages.success(request, _("Closed. Nothing of it is left on this device."))
    return redirect("prescribed:enter")


def _page(request: Request, name: str, session: Session, **more: object) -> HttpResponse:
    is_course = session.activity.join_mode == JoinMode.COURSE
    shown = {
        "session": session,
        "activity": session.activity,
        "dates": signing_up.coming_dates(session.activity, now=clock.now()) if is_course else [],
        "centre": session.centre,
        "help_centre": session.centre,
        **more,
    }
    return render(request, f"prescriptions/prescribed/{name}.html", shown)
