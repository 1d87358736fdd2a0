"""Looks that are worth a question, and what came of it; and who is well known here."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.errors import DomainError
from core.headers import private
from core.http import Request, posted
from core.policies import may
from people.views.people import of_request
from privacy import presenters
from privacy.forms.looks import ASK, INCIDENT, SettleForm
from privacy.guards import officer_required
from privacy.models import UnusualLook, WellKnown
from privacy.services import unusual
from privacy.views.trail import centre_of

PER_PAGE = 30
form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@private
@officer_required
def look_list(request: Request) -> HttpResponse:
    """What is to look into, the oldest first; below it what was settled, on pages."""
    rows = UnusualLook.visible_to(request.actor).for_rows()
    open_rows = Paginator(rows.to_settle(), PER_PAGE).get_page(request.GET.get("page"))
    settled = list(rows.settled()[:PER_PAGE])
    known = list(WellKnown.visible_to(request.actor).select_related("person").order_by("person__search_name", "pk"))
    named = {look.person_id for look in [*open_rows, *settled] if look.person_id} | {one.person_id for one in known}
    audit.record_many("person.listed", by=request.actor, person_ids=sorted(named))
    shown = {"page": open_rows, "settled": settled, "known": known}
    return render(request, "privacy/desk/looks.html", shown)


@form_view
@private
@officer_required
def look(request: Request, public_id: UUID) -> HttpResponse:
    """What a rule saw, and what came of it."""
    found = look_of(request, public_id)
    form = SettleForm(posted(request), initial={"words": found.words})
    if form.is_valid():
        deed, words = form.cleaned_data["deed"], form.cleaned_data["words"]
        if deed == INCIDENT:
            return redirect("privacy:incident_of_look", found.public_id)
        try:
            (unusual.ask if deed == ASK else unusual.find_fine)(found, words=words, by=request.actor)
        except DomainError as error:
            form.refuse(error, "words" if error.code == "look_needs_words" else None)
        else:
            messages.success(request, _("Written down."))
            return redirect("privacy:looks")
    unusual.view(found, by=request.actor)
    shown = {
        "look": found,
        "facts": presenters.look_facts(found, unusual.overrides(found)),
        "form": form,
        "may_settle": found.is_to_settle and may(request.actor, "privacy.settle_look", found),
    }
    return render(request, "privacy/desk/look.html", shown)


def look_of(request: Request, public_id: UUID) -> UnusualLook:
    """One of the officer's centre; 404 for any other."""
    rows = UnusualLook.visible_to(request.actor).select_related("viewer", "person", "centre")
    found: UnusualLook = get_object_or_404(rows, public_id=public_id)
    return found


@require_POST
@private
@officer_required
def well_known(request: Request, public_id: UUID) -> HttpResponse:
    """Each look at them is asked about from now on; or no longer."""
    person = of_request(request, public_id)
    mark = WellKnown.visible_to(request.actor).filter(person=person).select_related("person", "centre").first()
    if mark is None:
        unusual.mark_well_known(person, centre=centre_of(request), by=request.actor)
        messages.success(request, _("Each look at this record is asked about from now on."))
    else:
        unusual.unmark_well_known(mark, by=request.actor)
        messages.success(request, _("Looks at this record are no longer asked about by themselves."))
    return redirect("desk:person", person.public_id)
