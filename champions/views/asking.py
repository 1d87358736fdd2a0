"""Asking somebody to be a Health Champion, and what became of it: for all staff who work with people."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from champions import invitation_notices
from champions.forms.asking import AskForm, ByNameForm, ChooseForm, SaidForm
from champions.models import Answer, ChampionInvitation, Means
from champions.models.invitation import ASKING
from champions.presenters import Asked
from champions.services import answers, asking, invitations
from core import audit, paper, qr
from core.actors import CARE_ROLES, MANAGERS
from core.errors import DomainError
from core.http import Request, posted
from people import context
from people.guards import staff_required
from people.models import Person

PER_PAGE = 30
NORMAL, LARGE = (16, 14, 13, 12), (20, 18, 17)  # points: as large as it fits on one page
form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@staff_required(*ASKING)
def asked(request: Request) -> HttpResponse:
    """Whom I asked, and what became of it; for coordinators, also the invitations that wait for them."""
    here = ChampionInvitation.visible_to(request.actor).select_related("champion", "centre", "inviter")
    page = Paginator(here.by_user(request.actor.user_id).newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    known = {one.champion.person_id for one in page if one.champion}
    audit.record_many("person.listed", by=request.actor, person_ids=sorted(known))
    waiting = here.waiting().newest_first()[:PER_PAGE] if request.actor.has(*MANAGERS) else []
    shown = {"page": page, "rows": [Asked.of(one) for one in page], "waiting": list(waiting)}
    return render(request, "champions/asking/asked.html", shown)


@form_view
@staff_required(*ASKING)
def ask(request: Request) -> HttpResponse:
    """Three fields, for whoever has no record before them. The answer tells nobody who is known."""
    centre = context.frame(request).centre
    if centre is None:
        raise Http404
    form = ByNameForm(posted(request))
    if form.is_valid():
        try:
            asking.ask_by_name(**form.cleaned_data, centre=centre, by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Thank you for asking. You read here what becomes of it."))
            return redirect("champions:asked")
    return render(request, "champions/asking/ask.html", {"form": form})


@form_view
@staff_required(*CARE_ROLES)
def ask_person(request: Request, public_id: UUID) -> HttpResponse:
    """From a person's page."""
    person = get_object_or_404(Person.visible_to(request.actor), public_id=public_id)
    centre = get_object_or_404(person.centres, pk=request.actor.centre_id)
    form = AskForm(posted(request))
    form.offer(invitations.open_means(person))
    if form.is_valid():
        try:
            made = invitations.ask(
                person=person, centre=centre, asking=form.asking(form.cleaned_data["words"]), by=request.actor
            )
        except DomainError as error:
            form.refuse(error)
        else:
            return _asked(request, made)
    audit.record("person.viewed", by=request.actor, subject=person, person_id=person.pk, page="ask")
    return render(request, "champions/asking/ask_person.html", {"form": form, "person": person})


def _asked(request: Request, made: ChampionInvitation) -> HttpResponse:
    messages.success(request, _("Thank you for asking. You read here what becomes of it."))
    if made.means == Means.LETTER:
        messages.info(request, _("The letter is ready to print, below."))
    return redirect("champions:asked")


@form_view
@staff_required(*MANAGERS)
def choose(request: Request, pk: int) -> HttpResponse:
    """Whom does the inviter mean? Nothing is merged and nobody is told until somebody says so."""
    waiting = ChampionInvitation.visible_to(request.actor).waiting().select_related("centre", "inviter")
    invitation = get_object_or_404(waiting, pk=pk)
    proposed = asking.proposed(invitation, by=request.actor)
    form = ChooseForm(posted(request), initial={"means": invitation.means})
    form.offer(list(Means))
    form.propose(proposed)
    if form.is_valid():
        try:
            made = _choose(request, invitation, form)
        except DomainError as error:
            form.refuse(error)
        else:
            return _asked(request, made)
    seen = [one.person.pk for one in proposed]
    audit.record_many("person.listed", by=request.actor, person_ids=seen)
    shown = {"form": form, "invitation": invitation, "refused": [one for one in proposed if one.refusal]}
    return render(request, "champions/asking/choose.html", shown)


def _choose(request: Request, invitation: ChampionInvitation, form: ChooseForm) -> ChampionInvitation:
    chosen = form.chosen
    person = get_object_or_404(Person.visible_to(request.actor), public_id=chosen) if chosen else None
    return asking.choose(invitation, person=person, asking=form.asking(invitation.words), by=request.actor)


def _own(request: Request, pk: int) -> ChampionInvitation:
    """One that the actor made, or of the centre that they coordinate."""
    rows = ChampionInvitation.visible_to(request.actor).select_related("champion__person", "centre", "inviter")
    found: ChampionInvitation = get_object_or_404(rows, pk=pk)
    return found


@require_POST
@staff_required(*ASKING)
def said(request: Request, pk: int) -> HttpResponse:
    """They said it to me."""
    invitation, form = _own(request, pk), SaidForm(request.POST)
    if invitation.champion is None or not form.is_valid():
        raise Http404
    try:
        answers.say(invitation, Answer(form.cleaned_data["said"]), by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Written down. Thank you for asking."))
    return redirect("champions:asked")


@require_POST
@staff_required(*ASKING)
def withdraw(request: Request, pk: int) -> HttpResponse:
    invitations.withdraw(_own(request, pk), by=request.actor)
    messages.success(request, _("The invitation is taken back. Its link opens nothing any more."))
    return redirect("champions:asked")


@require_safe
@staff_required(*ASKING)
def print_letter(request: Request, pk: int) -> HttpResponse:
    """To print and to hand over: in the language of the page, in either size."""
    invitation = _own(request, pk)
    if invitation.champion is None or not invitation.is_good():
        raise Http404
    address = invitation_notices.address(invitation)
    is_large = request.GET.get("size") == "large"
    letter = {
        "name": _("A letter for %(name)s") % {"name": invitation.named},
        "invitation": invitation,
        "centre": invitation.centre,
        "address": address,
        "code": qr.code(address),
        "is_large": is_large,
    }
    drafts = ({**letter, "size": size} for size in (LARGE if is_large else NORMAL))
    audit.record(
        "champion_invitation.printed", by=request.actor, subject=invitation, person_id=invitation.champion.person_id
    )
    return paper.answer(request, "champions/asking/letter.html", drafts, pages=1, filename="letter.pdf")
