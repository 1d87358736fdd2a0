"""A draft of a group: completed, put on the site, or thrown away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activities import wording
from activities.forms.importing import DraftForm
from activities.models import Activity, ActivityState
from activities.services import drafts
from core.actors import Role
from core.errors import DomainError
from core.http import Request, posted
from core.policies import require
from people.guards import staff_required

form_view = require_http_methods(["GET", "HEAD", "POST"])


def _draft(request: Request, pk: int) -> Activity:
    here = Activity.visible_to(request.actor).at_desk(request.actor.centre_id)
    found = get_object_or_404(here.filter(state=ActivityState.DRAFT), pk=pk)
    require(request.actor, "activities.change_session", found)
    return found


@form_view
@staff_required(Role.COORDINATOR, Role.MANAGER)
def complete(request: Request, pk: int) -> HttpResponse:
    """Say what the file could not; and put it on the site at once, where nothing is missing any more."""
    found = _draft(request, pk)
    form = DraftForm(posted(request), activity=found)
    if form.is_valid():
        try:
            drafts.change(found, by=request.actor, **form.cleaned_data)
            if "publish" in request.POST:
                return _publish(request, found)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk_activities:activity", found.pk)
    shown = {"activity": found, "form": form, "rule": wording.rule_in_words(found)}
    return render(request, "activities/desk/draft.html", shown)


@require_POST
@staff_required(Role.COORDINATOR, Role.MANAGER)
def publish(request: Request, pk: int) -> HttpResponse:
    """Put it on the site."""
    found = _draft(request, pk)
    try:
        return _publish(request, found)
    except DomainError as error:
        messages.error(request, error.words)
        return redirect("desk_activities:activity", found.pk)


def _publish(request: Request, found: Activity) -> HttpResponse:
    drafts.publish(found, by=request.actor)
    messages.success(request, _("The group is on the site now."))
    return redirect("desk_activities:activity", found.pk)


@form_view
@staff_required(Role.COORDINATOR, Role.MANAGER)
def discard(request: Request, pk: int) -> HttpResponse:
    """Asked once, then thrown away."""
    found = _draft(request, pk)
    if request.method != "POST":
        return render(request, "activities/desk/discard.html", {"activity": found})
    try:
        drafts.discard(found, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("The draft is thrown away."))
    return redirect("desk_activities:list")
