"""The centre's manager decides what is asked, and when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from centres.models import Centre
from core.actors import Role
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from evaluation.forms.plan import WHERE, PlanForm
from evaluation.services import plans
from people.guards import staff_required


@require_http_methods(["GET", "HEAD", "POST"])
@private
@staff_required(Role.MANAGER)
def plan(request: Request) -> HttpResponse:
    centre = Centre.where(request.actor)
    form = PlanForm(posted(request), initial=PlanForm.now(plans.of(centre)))
    if form.is_valid():
        try:
            plans.save(centre, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            form.refuse(error, WHERE.get(error.code))
        else:
            messages.success(request, _("Saved. It holds from the next time on."))
            return redirect("desk_measures:plan")
    return render(request, "evaluation/desk/plan.html", {"form": form, "centre": centre})
