"""The form of a few short pages, behind three doors: the invitation's link, one's own page, and the desk."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from champions import presenters
from champions.forms.applying import PAGE_FORMS, PageForm
from champions.models import Champion
from champions.services import applications
from champions.services.applications import CONFIDED, PAGES
from champions.views import file
from core import audit
from core.actors import MANAGERS, Actor
from core.errors import DomainError
from core.http import Request, posted
from people.guards import person_required, staff_required

form_view = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Door:
    """Who fills the form in, for whom, and under which addresses. `shows` are the pages whose confided answers are
    shown back: all of them, where it is None."""

    champion: Champion
    by: Actor
    space: str
    args: tuple[Any, ...]
    home: tuple[Any, ...]
    shows: frozenset[int] | None = None
    at_desk: bool = False

    def page(self, number: int) -> str:
        return reverse(f"{self.space}:page", args=[*self.args, number])

    def hides(self, number: int) -> bool:
        return self.shows is not None and number not in self.shows

    @property
    def check(self) -> str:
        return reverse(f"{self.space}:check", args=self.args)


def confides(number: int) -> bool:
    """Whether a page asks what others must not read."""
    return not CONFIDED.isdisjoint(PAGES[number - 1]) if 1 <= number <= len(PAGES) else False


def page(request: Request, door: Door, number: int) -> HttpResponse:
    """One page: kept when it is sent. Nobody gets past a page that was not kept."""
    if not 1 <= number <= len(PAGES):
        raise Http404
    if not applications.is_writable(door.champion):
        messages.info(request, DomainError("application_closed").words)
        return redirect(*door.home)
    application = applications.of(door.champion)
    first_open = applications.next_page(application)
    if first_open and number > first_open:
        return redirect(door.page(first_open))
    known = applications.answers(door.champion, application)
    hidden = _hidden(door, known, number)
    form = PAGE_FORMS[number - 1](
        posted(request), initial={name: known.get(name) for name in PAGES[number - 1] if name not in hidden}
    )
    if "later" in request.POST and not form.has_changed():
        return _later(request, door)
    if form.is_valid() and _save(door, form, number, hidden):
        return _go_on(request, door, number)
    return _render(request, door, form, number, bool(hidden))


def _hidden(door: Door, known: dict[str, Any], number: int) -> set[str]:
    """What was answered on this page before and is not shown here."""
    if not door.hides(number):
        return set()
    return {name for name in PAGES[number - 1] if name in CONFIDED and known.get(name)}


def _save(door: Door, form: PageForm, number: int, hidden: set[str]) -> bool:
    """Whether the answers were kept. What is hidden is replaced only by something new."""
    said = {name: value for name, value in form.cleaned_data.items() if value or name not in hidden}
    try:
        applications.save(door.champion, page=number, answers=said, by=door.by)
    except DomainError as error:
        form.refuse(error)
        return False
    return True


def _later(request: Request, door: Door) -> HttpResponse:
    messages.success(request, _("Saved. You can go on whenever you like."))
    return redirect(*door.home)


def _go_on(request: Request, door: Door, number: int) -> HttpResponse:
    if "later" in request.POST:
        return _later(request, door)
    if number == len(PAGES) or "check" in request.GET:
        return redirect(door.check)
    return redirect(door.page(number + 1))


def _render(request: Request, door: Door, form: PageForm, number: int, is_hidden: bool) -> HttpResponse:
    back = reverse(door.home[0], args=door.home[1:]) if number == 1 else door.page(number - 1)
    shown = {
        "form": form,
        "number": number,
        "total": len(PAGES),
        "title": form.title,
        "lead": form.lead,
        "is_hidden": is_hidden,
        "back": door.check if "check" in request.GET else back,
        **_frame(door),
    }
    return render(request, "champions/applying/page.html", shown)


def _frame(door: Door) -> dict[str, Any]:
    return {
        "base": "base_desk.html" if door.at_desk else "base.html",
        "champion": door.champion,
        "at_desk": door.at_desk,
        "help_centre": door.champion.centre,
    }


def check(request: Request, door: Door) -> HttpResponse:
    """All answers, each with a way to change it; and send."""
    application = applications.of(door.champion)
    first_open = applications.next_page(application)
    if application is None or first_open:
        return redirect(door.page(first_open or 1))
    if request.method == "POST":
        return _send(request, door)
    labels = presenters.LABELS if door.at_desk else presenters.OWN_LABELS
    rows = [
        {
            "key": label,
            "value": _("Written, and not shown here.")
            if text and door.hides(number) and name in CONFIDED
            else text or "–",
            "href": f"{door.page(number)}?check=1",
        }
        for number, name, label, text in presenters.told(door.champion, application, labels=labels)
    ]
    shown = {"rows": rows, "application": application, "back": door.page(len(PAGES)), **_frame(door)}
    return render(request, "champions/applying/check.html", shown)


def _send(request: Request, door: Door) -> HttpResponse:
    try:
        applications.send(door.champion, by=door.by)
    except DomainError as error:
        messages.error(request, error.words)
        return redirect(door.check)
    if door.space != "asked":  # the link's page says thank you by itself
        messages.success(request, _("Sent. Thank you!"))
    return redirect(*door.home)


# --- The door of one's own page -----------------------------------------------------------------
def _mine(request: Request, pk: int) -> Door:
    rows = Champion.visible_to(request.actor).led_by(request.actor.person_id).select_related("person", "centre")
    champion = get_object_or_404(rows, pk=pk)
    return Door(champion=champion, by=request.actor, space="my_champion", args=(pk,), home=("my_champion:home",))


@form_view
@person_required
def my_page(request: Request, pk: int, number: int) -> HttpResponse:
    return page(request, _mine(request, pk), number)


@form_view
@person_required
def my_check(request: Request, pk: int) -> HttpResponse:
    return check(request, _mine(request, pk))


# --- The door of the desk -----------------------------------------------------------------------
def _with_them(request: Request, pk: int) -> Door:
    """Staff fill it in with them, on the telephone for instance: what they see of it is a look at the champion."""
    champion = file.here(request, pk)
    audit.record("person.viewed", by=request.actor, subject=champion, person_id=champion.person_id, page="application")
    home = ("champions:file", pk)
    return Door(champion=champion, by=request.actor, space="champions", args=(pk,), home=home, at_desk=True)


@form_view
@staff_required(*MANAGERS)
def desk_page(request: Request, pk: int, number: int) -> HttpResponse:
    return page(request, _with_them(request, pk), number)


@form_view
@staff_required(*MANAGERS)
def desk_check(request: Request, pk: int) -> HttpResponse:
    return check(request, _with_them(request, pk))
