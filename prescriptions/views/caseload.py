"""The caseload at the desk: what is due, and who stands where; and finding somebody's case."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from centres.models import Centre
from core import audit, clock
from core.headers import private
from core.http import Request
from people.guards import staff_required
from people.services import staff
from prescriptions import case_presenters
from prescriptions.forms.casework import CaseloadForm, SearchForm
from prescriptions.models import WALKERS, CaseState
from prescriptions.services import caseload as cases
from prescriptions.services.caseload import ALL, DUE, MINE, NOBODY, Counted, Wanted

PER_PAGE = 30
MOST_FOUND = 50
MOST_TYPED = 100
SEARCH_KEY = "desk_cases_search"


@dataclass(frozen=True)
class Tab:
    """One place of the caseload, or one side of it."""

    label: str
    query: str
    is_here: bool
    number: int | None = None


@require_safe
@private
@staff_required(*WALKERS)
def caseload(request: Request) -> HttpResponse:
    """Mine, everybody's or nobody's, place by place: what has no next step stands first."""
    centre = Centre.where(request.actor)
    form = CaseloadForm(request.GET, workers=staff.at_centre(centre.pk, *WALKERS))
    wanted, today = form.wanted, _today(centre)
    found = cases.matching(request.actor, wanted)
    counted = cases.counts(found, today)
    rows = cases.in_turn(found, wanted, counted[wanted.stands], today)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = case_presenters.lines(list(page), centre, today)
    audit.record_many("person.listed", by=request.actor, person_ids=sorted({line.case.person_id for line in lines}))
    shown = {
        "form": form,
        "search": SearchForm(),
        "lines": lines,
        "page": page,
        "sides": _sides(wanted),
        "places": _places(form, counted),
        "wanted": wanted,
        "is_filtered": bool(form.filters),
        "query": _query(form, wanted.stands),
        "clear": "?" + urlencode({"whose": wanted.whose, "stands": wanted.stands}),
    }
    return render(request, "prescriptions/desk/caseload.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@private
@staff_required(*WALKERS)
def search(request: Request) -> HttpResponse:
    """Whose work a name finds, the closed ones too. What was typed waits in the session: names stand in no address."""
    if request.method == "POST":
        request.session[SEARCH_KEY] = request.POST.get("q", "")[:MOST_TYPED]
        return redirect("desk_cases:search")
    text = request.session.get(SEARCH_KEY, "").strip()
    if not text:
        return redirect("desk_cases:caseload")
    found = cases.found_by(text, actor=request.actor, limit=MOST_FOUND)
    centre = Centre.where(request.actor)
    lines = case_presenters.lines(found, centre, _today(centre))
    audit.record_many("person.listed", by=request.actor, person_ids=sorted({case.person_id for case in found}))
    shown = {"search": SearchForm(initial={"q": text}), "lines": lines, "is_cut": len(found) == MOST_FOUND}
    return render(request, "prescriptions/desk/cases_found.html", shown)


def _today(centre: Centre) -> date:
    return clock.now().astimezone(centre.zone).date()


def _sides(wanted: Wanted) -> list[Tab]:
    labels = ((MINE, _("Mine")), (ALL, _("Everybody’s")), (NOBODY, _("Nobody’s yet")))
    return [Tab(label, urlencode({"whose": side}), wanted.whose == side) for side, label in labels]


def _places(form: CaseloadForm, counted: dict[str, Counted]) -> list[Tab]:
    names = [(DUE, _("Due"))]
    names += [(state.value, capfirst(str(state.label))) for state in CaseState if state != CaseState.CLOSED]
    here = form.wanted.stands
    return [Tab(label, _query(form, place), here == place, counted[place].all) for place, label in names]


def _query(form: CaseloadForm, stands: str) -> str:
    return urlencode({"whose": form.wanted.whose, "stands": stands, **form.filters})
