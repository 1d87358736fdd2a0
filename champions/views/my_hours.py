"""On the champion's home: the hours they gave, and hours that they write down."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from champions import hours_log
from champions.forms.hours import HoursForm
from champions.models import Hours, HoursChange
from champions.services import hours
from champions.views.my_support import form_view, mine, page
from core.errors import DomainError
from core.http import Request, posted
from people.guards import person_required

PER_PAGE = 40


@require_safe
@person_required
def of_mine(request: Request, pk: int) -> HttpResponse:
    """All of them, what waits, what was not counted and why, and what was corrected."""
    champion = mine(request, pk)
    rows = Hours.visible_to(request.actor).filter(champion=champion)
    changes = HoursChange.visible_to(request.actor).filter(hours__champion=champion)
    return page(
        request,
        champion,
        "champions/my/hours.html",
        page=Paginator(rows.newest_first(), PER_PAGE).get_page(request.GET.get("page")),
        years=rows.by_year(),
        total=rows.total(),
        changes=hours_log.changes(changes),
    )


@form_view
@person_required
def write_down(request: Request, pk: int) -> HttpResponse:
    champion = mine(request, pk)
    today = timezone.localdate(timezone=champion.centre.zone)
    form = HoursForm(posted(request), today=today)
    if form.is_valid():
        try:
            hours.write_down(champion, **form.cleaned_data, today=today, by=request.actor)
        except DomainError as error:
            form.refuse(error, "day" if error.code == "hours_too_old" else None)
        else:
            messages.success(request, _("Thank you. Your centre has a look at it, then the hours are counted."))
            return redirect("my_support:hours", champion.pk)
    return page(request, champion, "champions/my/hours_new.html", form=form)
