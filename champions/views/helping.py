"""A champion says whether they may be asked to stand in for others."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from champions.models import Champion
from champions.services import standing
from core.http import Request
from people.guards import person_required


@require_POST
@person_required
def helps_out(request: Request, pk: int) -> HttpResponse:
    """Yes or no, at one centre."""
    mine = Champion.visible_to(request.actor).led_by(request.actor.person_id).serving()
    champion = get_object_or_404(mine, pk=pk)
    wanted = request.POST.get("helps_out") == "yes"
    standing.offer_help(champion, helps_out=wanted, by=request.actor)
    messages.success(
        request,
        _("Thank you! We ask you when somebody is needed.") if wanted else _("We do not ask you any more."),
    )
    return redirect("my_champion:home")
