"""A leader's worry about somebody's safety: written on one page, heard at the desk."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.register import WhoHearsForm, WorryForm
from activities.models import Session, Worry
from activities.presenters.registers import RegisterPage
from activities.services import days, register, worries
from activities.views.guards import keeper_required
from centres.models import Centre
from core import clock
from core.actors import CARE_ROLES, Role
from core.errors import DomainError, Moved
from core.headers import private
from core.http import Request, posted
from core.policies import may
from people import context
from people.guards import account_required, staff_required
from people.services import staff

CLOSED_SHOWN = 20


@require_safe
@private
@account_required
def choose(request: Request) -> HttpResponse:
    """At which date? What to do in an emergency stands above."""
    now = clock.now()
    found = (
        days.led_lately(request.actor.person_id, now=now) or days.led_by(request.actor.person_id, now=now).sessions[:1]
    )
    if not found:
        raise PermissionDenied
    return render(request, "activities/worries/choose.html", {"sessions": found, "help_centre": found[0].centre})


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_required
def report(request: Request, session: Session) -> HttpResponse:
    """What was seen or heard. First names are there to choose from while the register shows them."""
    page = _page(request, session)
    form = WorryForm(posted(request), rows=[row for row in page.rows if not row.is_shut] if page else [])
    if form.is_valid():
        about = page.booking_of(form.cleaned_data.get("whom")) if page else None
        try:
            worries.report(session, text=form.cleaned_data["text"], about=about, by=request.actor)
        except DomainError as error:
            form.refuse(error, "text")
        else:
            return redirect("register:worry_sent", session.public_id)
    if page and request.method != "POST":
        register.record_view(session, rows=page.bookings, by=request.actor)
    return render(request, "activities/worries/report.html", {"form": form, **_about(session)})


def _page(request: Request, session: Session) -> RegisterPage | None:
    try:
        register.check_open(session, by=request.actor)
    except DomainError:
        return None
    return RegisterPage.of(session, by=request.actor)


@require_safe
@keeper_required
def sent(request: Request, session: Session) -> HttpResponse:
    """Thank you, and what to do if it cannot wait."""
    return render(request, "activities/worries/sent.html", _about(session))


def _about(session: Session) -> dict[str, object]:
    return {"session": session, "centre": session.centre, "help_centre": session.centre}


# --- At the desk --------------------------------------------------------------------------------


@require_safe
@private
@staff_required(*CARE_ROLES)
def worry_list(request: Request) -> HttpResponse:
    """What is open, oldest first, and what was looked after lately. No words here: each is read on its own page."""
    if not worries.is_heard_by(request.actor):
        raise PermissionDenied
    mine = Worry.visible_to(request.actor).for_list()
    shown = {"open": list(mine.open()), "closed": list(mine.closed()[:CLOSED_SHOWN])}
    return render(request, "activities/worries/list.html", {**shown, "may_name": request.actor.has(Role.MANAGER)})


@require_safe
@private
@staff_required(*CARE_ROLES)
def worry(request: Request, public_id: UUID) -> HttpResponse:
    """One worry in its words. Reading it is recorded."""
    found = worries.view(_found(request, public_id), by=request.actor)
    return render(request, "activities/worries/worry.html", {"worry": found, "session": found.session})


@require_POST
@private
@staff_required(*CARE_ROLES)
def take(request: Request, public_id: UUID) -> HttpResponse:
    """I look into it."""
    return _move(request, public_id, "take")


@require_POST
@private
@staff_required(*CARE_ROLES)
def close(request: Request, public_id: UUID) -> HttpResponse:
    """It is looked after."""
    return _move(request, public_id, "close")


def _move(request: Request, public_id: UUID, deed: str) -> HttpResponse:
    found = _found(request, public_id)
    try:
        {"take": worries.take, "close": worries.close}[deed](found, by=request.actor)
    except Moved as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Saved."))
    return redirect("desk_worries:worry", public_id)


def _found(request: Request, public_id: UUID) -> Worry:
    rows = Worry.visible_to(request.actor).select_related("session__activity", "session__centre", "person", "reporter")
    found: Worry = get_object_or_404(rows, public_id=public_id)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@private
@staff_required(Role.MANAGER)
def who_hears(request: Request) -> HttpResponse:
    """A manager names those who are told at once."""
    centre = _own_centre(request)
    form = WhoHearsForm(
        posted(request),
        staff=staff.who_could_hear(centre.pk),
        initial={"users": [user.pk for user in staff.who_hear_worries(centre.pk)]},
    )
    if form.is_valid():
        staff.hears_worries(centre=centre, users=form.chosen, by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("desk_worries:list")
    return render(request, "activities/worries/who_hears.html", {"form": form})


def _own_centre(request: Request) -> Centre:
    centre = context.frame(request).centre
    if centre is None or not may(request.actor, "people.staff", centre):
        raise PermissionDenied
    return centre
