"""The centre's own rules, set by its managers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from activities.forms.rules import RulesForm
from centres.services import places
from core.actors import Role
from core.http import Request, posted
from people import context
from people.guards import staff_required


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(Role.MANAGER)
def rules(request: Request) -> HttpResponse:
    centre = context.frame(request).centre
    if centre is None:
        raise PermissionDenied
    form = RulesForm(posted(request), initial={name: getattr(centre, name) for name in places.RULES})
    if form.is_valid():
        places.set_rules(centre=centre, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("desk_rules:rules")
    return render(request, "activities/desk/rules.html", {"form": form, "centre": centre})
