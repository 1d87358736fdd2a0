"""The retention schedule: what is kept how long, what a run would forget just now, and which steps are switched on."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core import clock, retention
from core.headers import private
from core.http import Request
from privacy.guards import officer_required
from privacy.services import retention as service
from privacy.views.trail import centre_of


@require_safe
@private
@officer_required
def schedule(request: Request) -> HttpResponse:
    """A dry run: looking at it changes nothing."""
    lines = service.lines(centre_of(request), now=clock.now())
    return render(request, "privacy/desk/retention.html", {"lines": lines, "promised": list(retention.promised)})


@require_POST
@private
@officer_required
def decide(request: Request, slug: str) -> HttpResponse:
    """Switch a step on or off."""
    if slug not in retention.registry:
        raise Http404
    is_on = request.POST.get("is_on") == "yes"
    service.decide(centre_of(request), slug=slug, is_on=is_on, by=request.actor)
    messages.success(request, _("Switched on. The next night forgets it.") if is_on else _("Switched off."))
    return redirect("privacy:retention")
