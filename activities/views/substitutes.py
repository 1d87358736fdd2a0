"""Finding somebody who stands in: asked by a leader, or at the desk; and answered by whoever was asked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from activities.forms.substitutes import SeekForm
from activities.models import Session, SubstituteSearch
from activities.services import asks, limits, substitutes
from activities.views.guards import leader_required
from centres.models import Deed
from champions.models import Champion
from core import clock
from core.actors import MANAGERS
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from core.policies import require
from people.guards import staff_required

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
@leader_required
def seek(request: Request, session: Session) -> HttpResponse:
    """Ask others; see how it stands; say that nobody is needed any more."""
    search = substitutes.of_date(session, now=clock.now())
    if request.method == "POST":
        _do(request, session, search)
        return redirect("leading:substitute", session.public_id)
    shown = {
        "session": session,
        "activity": session.activity,
        "search": search,
        "others": session.activity.leaders.active().exclude(person=request.actor.person_id).count(),
        "may_ask": not limits.against_deed(session.activity, Deed.THIS_TIME),
        "help_centre": session.centre,
    }
    return render(request, "activities/leading/substitute.html", shown)


@form_view
@private
@staff_required(*MANAGERS)
def seek_at_desk(request: Request, public_id: UUID) -> HttpResponse:
    """The same for staff, who say which leader cannot come; with the names of those who were asked."""
    here = Session.visible_to(request.actor).scheduled().with_place().select_related("substitute__person")
    session = get_object_or_404(here, public_id=public_id)
    require(request.actor, "activities.change_session", session)
    search = substitutes.of_date(session, now=clock.now())
    form = SeekForm(posted(request), session=session)
    if form.is_valid():
        _do(request, session, search, away=form.cleaned_data["away"])
        return redirect("desk_activities:substitute", session.public_id)
    asked = list(search.asks.with_date().order_by("pk")) if search else []
    return render(
        request,
        "activities/desk/substitute.html",
        {"session": session, "search": search, "asked": asked, "form": form},
    )


def _do(request: Request, session: Session, search: SubstituteSearch | None, *, away: Champion | None = None) -> None:
    """Begin to ask, or stop it."""
    is_over = "withdraw" in request.POST
    try:
        if not is_over:
            substitutes.seek(session, away=away, by=request.actor)
        elif search:
            substitutes.withdraw(search, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(
            request, _("It is taken back.") if is_over else _("We ask for you, and tell you who says yes.")
        )


@form_view
@private
def answer(request: Request, token: str) -> HttpResponse:
    """Whoever holds the link says whether they can. Looking changes nothing."""
    now = clock.now()
    ask = asks.by_link(token, now=now)
    if ask is None:
        return render(request, "activities/leading/ask_gone.html", status=404)
    if request.method == "POST" and request.POST.get("answer") in asks.ANSWERS:
        try:
            asks.answer(ask, request.POST["answer"], now=now)
        except DomainError as error:
            messages.error(request, error.words)
        return redirect("stand_in:show", token)
    session = ask.search.session
    shown = {"ask": ask, "session": session, "activity": session.activity, "help_centre": session.centre}
    return render(request, "activities/leading/stand_in.html", {**shown, "is_open": asks.is_open(ask, now=now)})
