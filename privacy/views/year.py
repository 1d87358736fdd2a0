"""The year's counters, as the Commissioner asks for them, on the screen and on paper."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import paper
from core.headers import private
from core.http import Request
from core.reports import Table
from privacy import counters, presenters
from privacy.guards import officer_required
from privacy.views.trail import centre_of

FIRST = 2004  # since when the law asks


@require_safe
@private
@officer_required
def show(request: Request, year: int) -> HttpResponse:
    return render(request, "privacy/desk/year.html", _shown(request, year))


@require_safe
@private
@officer_required
def on_paper(request: Request, year: int) -> HttpResponse:
    shown = _shown(request, year)
    name = _("Privacy incidents in %(year)s") % {"year": year}
    draft = {
        "year": shown["year"],
        "name": name,
        "table": Table(name, shown["headings"], shown["rows"]),
        "today": timezone.localdate(),
        "size": 12,
        "is_large": False,
    }
    return paper.answer(request, "privacy/paper/year.html", [draft], filename=f"privacy-incidents-{year}.pdf")


def _shown(request: Request, year: int) -> dict[str, Any]:
    today = timezone.localdate()
    if not FIRST <= year <= today.year:
        raise Http404
    found = counters.of_year(centre_of(request), year)
    rows = [
        [str(counter.what.label), str(counter.incidents), str(counter.people), *map(str, counter.bands)]
        for counter in found.counters
    ]
    headings = [_("What"), _("Incidents"), _("People affected"), *presenters.bands()]
    return {"year": found, "headings": headings, "rows": rows, "is_current": year == today.year}
