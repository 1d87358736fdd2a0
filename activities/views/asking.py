"""What a leader asked staff for: in words alone, how it stands, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.wishes import AskForm
from activities.models import Activity, ChangeRequest, Wish
from activities.presenters import wishes
from activities.services import change_requests
from activities.views.guards import group_leader_required
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from people.guards import account_required


@require_http_methods(["GET", "HEAD", "POST"])
@group_leader_required
def ask(request: Request, found: Activity) -> HttpResponse:
    """Something for which there is no form: money, a room, a ride, a hard conversation."""
    form = AskForm(posted(request))
    if form.is_valid():
        try:
            answers = {**form.cleaned_data, "wish": Wish(form.cleaned_data["wish"])}
            asked = change_requests.ask(found, **answers, by=request.actor)
        except DomainError as error:
            form.refuse(error, "words")
        else:
            messages.success(request, _("Staff have it. You hear of it as soon as somebody has looked at it."))
            return redirect("leading:asked", asked.public_id)
    shown = {"activity": found, "form": form, "help_centre": found.centre}
    return render(request, "activities/leading/ask.html", shown)


@require_safe
@private
@account_required
def asked(request: Request, public_id: UUID) -> HttpResponse:
    """The wish as it was sent, and the answer. Also for whoever leads the group no more."""
    found = _own(request, public_id)
    shown = {"asked": found, "facts": wishes.facts(found), "help_centre": found.centre}
    return render(request, "activities/leading/asked.html", shown)


@require_POST
@private
@account_required
def withdraw(request: Request, public_id: UUID) -> HttpResponse:
    found = _own(request, public_id)
    try:
        change_requests.withdraw(found, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("It is taken back."))
    return redirect("leading:asked", public_id)


def _own(request: Request, public_id: UUID) -> ChangeRequest:
    mine = ChangeRequest.visible_to(request.actor).of_person(request.actor.person_id)
    found: ChangeRequest = get_object_or_404(mine, public_id=public_id)
    return found
