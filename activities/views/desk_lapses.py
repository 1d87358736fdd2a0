"""Steps to renew: what ran out or soon does, and which groups go on meanwhile."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from activities.forms.review import GroupWorksForm
from activities.models import Activity
from activities.services import clearing, lapses, works
from champions.models import Work
from champions.services import steps
from core import audit
from core.actors import MANAGERS
from core.http import Request, posted
from core.policies import require
from people.guards import staff_required


@require_safe
@staff_required(*MANAGERS)
def renewals(request: Request) -> HttpResponse:
    """Who leads and lacks something; and what runs out within two months."""
    today = timezone.localdate()
    found = lapses.at_centre(request.actor, on=today)
    ahead = [row for row in steps.running_out(request.actor, on=today) if not row.runs_out(today)]
    seen = [one.champion.person_id for one in found] + [row.champion.person_id for row in ahead]
    audit.record_many("person.listed", by=request.actor, person_ids=list(dict.fromkeys(seen)))
    return render(request, "activities/desk/renewals.html", {"lapses": found, "ahead": ahead})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(*MANAGERS)
def group_works(request: Request, pk: int) -> HttpResponse:
    """What leading a group is, beside what follows from how people join."""
    found = get_object_or_404(Activity.visible_to(request.actor).at_desk(request.actor.centre_id), pk=pk)
    require(request.actor, "activities.change_session", found)
    form = GroupWorksForm(posted(request), initial={"works": found.works})
    if form.is_valid():
        works.choose(found, [Work(work) for work in form.cleaned_data["works"]], by=request.actor)
        messages.success(request, _("Saved."))
        return redirect("desk_activities:activity", found.pk)
    shown = {"form": form, "activity": found, "follows": clearing.asked_by(found)}
    return render(request, "activities/desk/works.html", shown)
