"""On the champion's home: the support plan, what staff noted for them too, and breaks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from champions.forms.support import BreakForm
from champions.models import Champion, Note, SupportPlan
from champions.services import breaks, support
from core.errors import DomainError
from core.http import Request, posted
from people.guards import person_required

form_view = require_http_methods(["GET", "HEAD", "POST"])


def mine(request: Request, pk: int) -> Champion:
    """The champion that the person whose page it is are themselves; 404 for anybody else's, also to staff."""
    own = Champion.visible_to(request.actor).led_by(request.actor.person_id)
    champion: Champion = get_object_or_404(own.select_related("person", "centre", "supporter"), pk=pk)
    return champion


def page(request: Request, champion: Champion, template: str, **shown: object) -> HttpResponse:
    """With the centre to call."""
    return render(request, template, {"champion": champion, "help_centre": champion.centre, **shown})


@require_safe
@person_required
def plan(request: Request, pk: int) -> HttpResponse:
    """All of the plan, and the notes that are mine to read."""
    champion = mine(request, pk)
    own = {"champion": champion}
    return page(
        request,
        champion,
        "champions/my/plan.html",
        plan=SupportPlan.visible_to(request.actor).filter(**own).first(),
        notes=Note.visible_to(request.actor).filter(**own, layer="shared").newest_first()[:40],
    )


@require_POST
@person_required
def plan_right(request: Request, pk: int) -> HttpResponse:
    """This is right."""
    champion = mine(request, pk)
    found = get_object_or_404(SupportPlan.visible_to(request.actor).select_related("champion"), champion=champion)
    try:
        support.say_right(found, by=request.actor, written_at=request.POST.get("written_at", ""))
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("Thank you. Your centre sees that the plan is right."))
    return redirect("my_support:plan", champion.pk)


@form_view
@person_required
def break_new(request: Request, pk: int) -> HttpResponse:
    """I need a break."""
    champion = mine(request, pk)
    today = timezone.localdate(timezone=champion.centre.zone)
    form = BreakForm(posted(request), today=today)
    if form.is_valid():
        try:
            breaks.ask(champion, **form.cleaned_data, today=today, by=request.actor)
        except DomainError as error:
            form.refuse(error)
        else:
            words = _("Thank you for all that you give. Rest well: your centre looks after what needs looking after.")
            messages.success(request, words)
            return redirect("my_champion:home")
    return page(request, champion, "champions/my/break.html", form=form)


@require_POST
@person_required
def come_back(request: Request, pk: int) -> HttpResponse:
    """I am back."""
    champion = mine(request, pk)
    try:
        breaks.come_back(champion, by=request.actor)
    except DomainError as error:
        messages.error(request, error.words)
    else:
        messages.success(request, _("How good that you are back!"))
    return redirect("my_champion:home")
