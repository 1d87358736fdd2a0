"""What leaders may change by themselves: at the whole centre, and in one group."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from activities.forms.wishes import CentreLimitsForm, GroupLimitsForm
from activities.models import Activity
from activities.services import limits
from centres.services import places
from core.actors import Role
from core.http import Request, posted
from core.policies import require
from people import context
from people.guards import staff_required

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
