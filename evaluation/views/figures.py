"""The numbers of a centre, or of all centres of somebody who evaluates: never a person, and never a name."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core import clock
from core.guards import staff_required
from core.headers import private
from core.http import Request
from evaluation import charts, figures
from evaluation.indicators import Quarter, Scope, read, registry, up_to
from evaluation.models import READERS
from evaluation.services import readers
from evaluation.services.quarter_counts import Ahead

EVERYWHERE = "all"


def _scope(request: Request) -> Scope:
    """Four quarters up to the one asked for, at the centre of the desk or at all where they may read."""
    now = clock.now()
    this = Quarter.of(timezone.localdate(now))
    asked = read(request.GET.get("until", ""))
    until = min(asked or this, this)
    is_everywhere = request.GET.get("where") == EVERYWHERE
    centres = readers.centres(request.actor) if is_everywhere else [request.actor.centre_id]
    return Scope(tuple(sorted(filter(None, centres))), tuple(up_to(until)), now)


@private
@require_safe
@staff_required(*READERS)
def home(request: Request) -> HttpResponse:
    scope = _scope(request)
    last, this = scope.quarters[-1], Quarter.of(timezone.localdate(scope.now))
    context = {
        "sheet": _sheet(scope),
        "earlier": scope.quarters[0].previous,
        "later": min(up_to(this)[-1], Quarter(last.year + 1, last.number)) if last < this else None,
        "last": last,
        "where": EVERYWHERE if len(scope.centres) > 1 else "",
        "can_see_all": len(readers.centres(request.actor)) > 1,
    }
    return render(request, "evaluation/evidence/home.html", context)


def _sheet(scope: Scope) -> str:
    """The numbers as they stand on the page: the same for everybody who may read them, and so kept with them."""
    ahead = Ahead(scope)
    where = EVERYWHERE if len(scope.centres) > 1 else ""

    def rendered() -> str:
        context = {"sheet": figures.sheet(ahead), "last": scope.quarters[-1], "where": where}
        return render_to_string("evaluation/evidence/_sheet.html", context)

    return figures.kept(f"sheet in {get_language()}", ahead, rendered)


@private
@require_safe
@staff_required(*READERS)
def chart(request: Request, slug: str) -> HttpResponse:
    """The picture of one indicator: an address of its own, because a page here carries no styles of its own."""
    if slug not in registry:
        raise Http404
    figure = figures.figure(registry[slug], _scope(request))
    return HttpResponse(charts.bars(figure), content_type="image/svg+xml")
