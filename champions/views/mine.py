"""What a champion does themselves about the steps before they start: signs the agreement, names who knows them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from champions import agreement as agreements
from champions.forms.references import AgreementForm, RefereeForm
from champions.models import Champion, Clearance, Need, Referee
from champions.services import clearances, references, steps
from core.errors import DomainError
from core.http import Request, posted
from core.policies import require
from people.guards import person_required

form_view = require_http_methods(["GET", "HEAD", "POST"])


def own(request: Request, pk: int) -> Champion:
    """The actor as a champion of one centre, on the way or serving; 404 for somebody else's, 403 after the end."""
    mine = Champion.visible_to(request.actor).led_by(request.actor.person_id)
    found: Champion = get_object_or_404(mine.select_related("person", "centre"), pk=pk)
    require(request.actor, "champions.take_steps", found)
    return found


@form_view
@person_required
def agreement(request: Request, pk: int) -> HttpResponse:
    """Read it, and type one's name under it; afterwards it is there to be read."""
    champion = own(request, pk)
    rows = Clearance.visible_to(request.actor).of(champion).filter(need=Need.CONFIDENTIALITY)
    signed = rows.standing(steps.today(champion)).first()
    version = signed.version if signed and signed.version else agreements.current()
    form = AgreementForm(posted(request), initial={"version": version})
    if not signed and form.is_valid():
        try:
            clearances.sign(champion, **form.cleaned_data, by=request.actor)
        except DomainError as error:
            messages.error(request, error.words)
            return redirect("my_steps:agreement", champion.pk)
        messages.success(request, _("Signed. Thank you."))
        return redirect("my_champion:home")
    shown = {
        "champion": champion,
        "form": form,
        "signed": signed,
        "text": f"champions/agreement/{version}.{request.LANGUAGE_CODE[:2]}.html",
        "help_centre": champion.centre,
    }
    return render(request, "champions/mine/agreement.html", shown)


@form_view
@person_required
def referees(request: Request, pk: int) -> HttpResponse:
    """Whom the centre may ask; never what they say."""
    champion = own(request, pk)
    form = RefereeForm(posted(request), initial={"language": champion.person.language})
    if form.is_valid():
        try:
            references.name(champion, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Thank you. We ask them soon."))
            return redirect("my_steps:referees", champion.pk)
    named = list(Referee.visible_to(request.actor).of_champion(champion))
    shown = {
        "champion": champion,
        "form": form,
        "named": named,
        "wanted": max(references.WANTED - len(named), 0),
        "may_name": len(named) < references.MOST,
        "help_centre": champion.centre,
    }
    return render(request, "champions/mine/referees.html", shown)
