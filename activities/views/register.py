"""The register of one date: on a leader's telephone, one tap for each name. Every form works without JavaScript."""

import json
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.register import HeadcountForm, MarkForm, NoteForm, TapForm, WalkInForm
from activities.models import Activity, Attendance, Booking, Session
from activities.presenters.registers import RegisterPage, kiosk_names
from activities.services import freshness, walk_ins
from activities.services import register as registers
from activities.services import taps as telephone
from activities.views.guards import keeper_required
from core import clock
from core.errors import DomainError
from core.http import Request

MOST_TAPS = 100  # in one go; the telephone sends the rest after them


@require_safe
@keeper_required
def show(request: Request, session: Session) -> HttpResponse:
    """The names, from the morning of the day on. Before that: how many are coming, and nobody's name."""
    try:
        registers.check_open(session, by=request.actor)
    except DomainError as error:
        outlook = registers.outlook(session)
        return _render(request, "activities/register/early.html", session, words=error.words, outlook=outlook)
    page = RegisterPage.of(session, by=request.actor)
    registers.record_view(session, rows=page.bookings, by=request.actor)
    forms = {
        "walk_in": WalkInForm(initial={"request_key": uuid.uuid4()}),
        "headcount": HeadcountForm(initial={"headcount": page.register.headcount}),
        "note": NoteForm(initial={"note": page.register.note}),
    }
    # What a telephone keeps is sent by whoever tapped it, and by nobody who signs in there after them.
    keeper = uuid.uuid5(session.public_id, str(request.actor.user_id))
    return _render(
        request, "activities/register/show.html", session, page=page, keeper=keeper, now=_milliseconds(), **forms
    )


def _milliseconds() -> int:
    """The site's clock, by which a telephone corrects its own."""
    return int(clock.now().timestamp() * 1000)


@require_POST
@login_required
def goes_on(request: Request, pk: int) -> HttpResponse:
    """A leader says that the group goes on."""
    found = get_object_or_404(Activity.visible_to(request.actor).filter(pk=pk))
    freshness.confirm(found, by=request.actor)
    messages.success(request, _("Good: the group goes on."))
    return redirect("my:home")


@require_POST
@keeper_required
def mark(request: Request, session: Session, booking: uuid.UUID) -> HttpResponse:
    """Came, came late, did not come, or had excused themselves; or none of these any more."""
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
    return _back(session, anchor=f"booking-{row.public_id}")


@require_POST
@keeper_required
def taps(request: Request, session: Session) -> HttpResponse:
    """What the telephone kept: each tap is answered by its key, and with it the register as it is now."""
    try:
        sent = json.loads(request.body)["taps"][:MOST_TAPS]
        forms = [TapForm(dict(tap)) for tap in sent]
    except (ValueError, KeyError, TypeError, RecursionError):
        return HttpResponseBadRequest()
    try:
        answers = telephone.take(session, [form.tap for form in forms if form.is_valid()], by=request.actor)
    except DomainError as error:
        return JsonResponse({"words": error.words}, status=409)
    page = RegisterPage.of(session, by=request.actor)
    return JsonResponse(
        {
            "answers": [_answer(request, session, answer, forms) for answer in answers]
            + [{"key": str(form.data.get("key")), "said": "refused"} for form in forms if not form.is_valid()],
            "rows": {str(row.booking.public_id): row.attendance for row in page.rows},
            "headcount": page.register.headcount,
            "summary": render_to_string("activities/register/_summary.html", {"page": page}, request),
        }
    )


def _answer(request: Request, session: Session, answer: telephone.Answer, forms: list[TapForm]) -> dict[str, str]:
    told = {"key": str(answer.key), "said": str(answer.said), "words": answer.words}
    if answer.candidates:
        form = next(form for form in forms if form.is_valid() and form.cleaned_data["key"] == answer.key)
        told["html"] = render_to_string(
            "activities/register/_whom.html",
            {
                "session": session,
                "names": kiosk_names(answer.candidates),
                "sent": {**form.cleaned_data, "request_key": answer.key},
            },
            request,
        )
    return told


@require_POST
@keeper_required
def walk_in(request: Request, session: Session) -> HttpResponse:
    """Somebody who came without signing up. If it could be somebody who was here before, ask first."""
    form = WalkInForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write a name, or add one to the number of people without a name."))
        return _back(session)
    sent = form.cleaned_data
    found = _candidates(session, sent, request)
    if found:
        registers.record_view(session, rows=found, by=request.actor)
        return _render(request, "activities/register/whom.html", session, names=kiosk_names(found), sent=sent)
    what = {field: sent[field] for field in ("name", "number", "known_as")}
    key = walk_ins.key_for(session, sent["request_key"])
    return _do(request, session, walk_ins.add, request_key=key, anchor="walk-in", **what)


def _candidates(session: Session, sent: dict[str, Any], request: Request) -> list[Booking]:
    if sent["is_new"] or sent["known_as"]:
        return []
    try:
        return walk_ins.candidates(session, name=sent["name"], number=sent["number"], by=request.actor)
    except DomainError:
        return []  # adding will say why not


@require_POST
@keeper_required
def write(request: Request, session: Session) -> HttpResponse:
    """How many came without a name."""
    form = HeadcountForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the number of people in digits, such as 4."))
        return _back(session)
    return _do(request, session, registers.write, headcount=form.total, anchor="headcount")


@require_POST
@keeper_required
def note(request: Request, session: Session) -> HttpResponse:
    """Keep the note; it is kept too where the leader goes on to close the register."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The note is too long. Write up to 1000 characters."))
        return _back(session)
    is_closing = request.POST.get("then") == "close"
    said = "" if is_closing else _("The note is saved.")
    answer = _do(request, session, registers.write, note=form.cleaned_data["note"], said=said)
    return redirect("register:close", session.public_id) if is_closing else answer


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_required
def close(request: Request, session: Session) -> HttpResponse:
    """Show what will be recorded; then record it."""
    if request.method == "POST":
        return _do(request, session, registers.close, said=_("The register is closed. Thank you!"))
    try:
        registers.check_may_close(session, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
        return _back(session)
    page = RegisterPage.of(session, by=request.actor)
    return _render(request, "activities/register/close.html", session, page=page)


def _do(
    request: Request, session: Session, deed: Callable[..., object], *, said: str = "", anchor: str = "", **what: Any
) -> HttpResponse:
    try:
        deed(session, by=request.actor, **what)
    except DomainError as error:
        messages.error(request, error.words)
        return _back(session)  # without an anchor: the words stand at the top
    if said:
        messages.success(request, said)
    return _back(session, anchor=anchor)


def _back(session: Session, *, anchor: str = "") -> HttpResponse:
    address = reverse("register:show", args=[session.public_id])
    return redirect(f"{address}#{anchor}" if anchor else address)


def _render(request: Request, template: str, session: Session, **context: object) -> HttpResponse:
    shown = {"session": session, "activity": session.activity, "help_centre": session.centre, **context}
    return render(request, template, shown)
