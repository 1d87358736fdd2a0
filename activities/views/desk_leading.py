"""What leaders may change by themselves, at the whole centre and in one group; and what they wrote to a group."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from activities.forms.wishes import CentreLimitsForm, GroupLimitsForm
from activities.models import Activity, GroupMessage
from activities.services import limits
from centres.services import places
from core import audit
from core.actors import CARE_ROLES, Role
from core.headers import private
from core.http import Request, posted
from core.policies import require
from people import context
from people.guards import staff_required

PER_PAGE = 30
form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
@staff_required(Role.COORDINATOR, Role.MANAGER)
def of_centre(request: Request) -> HttpResponse:
    """In every group that says nothing else."""
    centre = context.frame(request).centre
    if centre is None:
        raise PermissionDenied
    form = CentreLimitsForm(posted(request), initial={"deeds": centre.leaders_may})
    if form.is_valid():
        places.let_leaders(centre=centre, deeds=form.cleaned_data["deeds"], by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("desk_rules:leading")
    return render(request, "activities/desk/leading.html", {"form": form, "caption": centre.name})


@form_view
@staff_required(Role.COORDINATOR, Role.MANAGER)
def of_group(request: Request, pk: int) -> HttpResponse:
    """As everywhere at the centre, or as is chosen for this group."""
    here = Activity.visible_to(request.actor).at_desk(request.actor.centre_id).published()
    found = get_object_or_404(here, pk=pk)
    require(request.actor, "activities.change_session", found)
    form = GroupLimitsForm(posted(request), activity=found)
    if form.is_valid():
        limits.choose(found, deeds=form.chosen, by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("desk_activities:activity", found.pk)
    shown = {"form": form, "activity": found, "caption": found.title}
    return render(request, "activities/desk/leading.html", shown)


@require_safe
@private
@staff_required(*CARE_ROLES)
def messages_to_group(request: Request, pk: int) -> HttpResponse:
    """In their words, newest first. The look is recorded."""
    found = get_object_or_404(Activity.visible_to(request.actor).at_desk(request.actor.centre_id), pk=pk)
    rows = GroupMessage.visible_to(request.actor).of_activity(found.pk)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    audit.record("group_message.seen", by=request.actor, subject=found)
    return render(request, "activities/desk/messages.html", {"activity": found, "page": page})
