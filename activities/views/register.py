"""The register of one date: on a leader's telephone, one tap for each name. Every form works without JavaScript."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.register import HeadcountForm, MarkForm, NoteForm, WalkInForm
from activities.models import Attendance, Booking, Session
from activities.presenters.registers import RegisterPage
from activities.services import register as registers
from activities.views.headers import private
from core.errors import DomainError
from core.http import Request
from core.policies import may
from people.guards import account_required


def _keeper(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Find the session; let in whoever keeps its register. Who does not even see it gets 404."""

    @private
    @account_required
    @wraps(view)
    def opened(request: Request, public_id: UUID, **kwargs: Any) -> HttpResponse:
        session = get_object_or_404(Session.visible_to(request.actor).with_place(), public_id=public_id)
        if not may(request.actor, "activities.keep_register", session):
            raise PermissionDenied
        return view(request, session, **kwargs)

    opened.names_people = True  # type: ignore[attr-defined]
    return opened


@require_safe
@_keeper
def show(request: Request, session: Session) -> HttpResponse:
    """The names, from the morning of the day on. Before that: how many are coming, and nobody's name."""
    try:
        registers.check_open(session, by=request.actor)
    except DomainError as error:
        outlook = registers.outlook(session)
        return _render(request, "activities/register/early.html", session, words=error.words, outlook=outlook)
    page = RegisterPage.of(session)
    registers.record_view(session, rows=page.bookings, by=request.actor)
    forms = {
        "walk_in": WalkInForm(initial={"request_key": uuid.uuid4()}),
        "headcount": HeadcountForm(initial={"headcount": page.register.headcount}),
        "note": NoteForm(initial={"note": page.register.note}),
    }
    return _render(request, "activities/register/show.html", session, page=page, **forms)


@require_POST
@_keeper
def mark(request: Request, session: Session, booking: UUID) -> HttpResponse:
    """Came, or did not come."""
    row = get_object_or_404(
        Booking.visible_to(request.actor).active().select_related("person", "session__activity", "session__centre"),
        public_id=booking,
        session=session,
    )
    form = MarkForm(request.POST)
    if form.is_valid():
        try:
            registers.mark(row, attendance=Attendance(form.cleaned_data["attendance"]), by=request.actor)
        except DomainError as error:
            messages.error(request, error.words)
            return _back(session)
    if request.htmx:
        page = RegisterPage.of(session)
        shown = {"session": session, "page": page, "row": page.row_of(row)}
        return render(request, "activities/register/_marked.html", shown)
    return _back(session, anchor=f"booking-{row.public_id}")


@require_POST
@_keeper
def walk_in(request: Request, session: Session) -> HttpResponse:
    """Somebody who came without signing up."""
    form = WalkInForm(request.POST)
    if form.is_valid():
        # A key is good for one date, as on the sign-up form.
        key = uuid.uuid5(session.public_id, str(form.cleaned_data["request_key"]))
        return _do(request, session, registers.walk_in, name=form.cleaned_data["name"], request_key=key)
    messages.error(request, _("Write a name, or add one to the number of people without a name."))
    return _back(session, anchor="walk-in")


@require_POST
@_keeper
def write(request: Request, session: Session) -> HttpResponse:
    """How many came without a name."""
    form = HeadcountForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the number of people in digits, such as 4."))
        return _back(session, anchor="headcount")
    answer = _do(request, session, registers.write, headcount=form.total, anchor="headcount")
    if request.htmx:
        page = RegisterPage.of(session)
        fresh = HeadcountForm(initial={"headcount": page.register.headcount})
        return render(request, "activities/register/_counted.html", {"session": session, "page": page, "form": fresh})
    return answer


@require_POST
@_keeper
def note(request: Request, session: Session) -> HttpResponse:
    """Keep the note; it is kept too where the leader goes on to close the register."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The note is too long. Write up to 1000 characters."))
        return _back(session, anchor="note")
    is_closing = request.POST.get("then") == "close"
    said = "" if is_closing else _("The note is saved.")
    answer = _do(request, session, registers.write, note=form.cleaned_data["note"], said=said)
    return redirect("register:close", session.public_id) if is_closing else answer


@require_http_methods(["GET", "HEAD", "POST"])
@_keeper
def close(request: Request, session: Session) -> HttpResponse:
    """Show what will be recorded; then record it."""
    if request.method == "POST":
        return _do(request, session, registers.close, said=_("The register is closed. Thank you!"))
    try:
        registers.check_may_close(session, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
        return _back(session)
    return _render(request, "activities/register/close.html", session, page=RegisterPage.of(session))


def _do(
    request: Request, session: Session, deed: Callable[..., object], *, said: str = "", anchor: str = "", **what: Any
) -> HttpResponse:
    try:
        deed(session, by=request.actor, **what)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        if said:
            messages.success(request, said)
    return _back(session, anchor=anchor)


def _back(session: Session, *, anchor: str = "") -> HttpResponse:
    address = reverse("register:show", args=[session.public_id])
    return redirect(f"{address}#{anchor}" if anchor else address)


def _render(request: Request, template: str, session: Session, **context: object) -> HttpResponse:
    shown = {"session": session, "activity": session.activity, "help_centre": session.centre, **context}
    return render(request, template, shown)
