"""Everybody on the way, as a board and as a list: nobody is stuck, and nobody is forgotten."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from champions import presenters
from champions.forms.way import NameForm, NarrowForm
from champions.models import Champion, Standing
from champions.models.champion import ON_THE_WAY, ChampionQuerySet
from champions.presenters import Card
from core import audit
from core.actors import MANAGERS
from core.http import Request
from people import context
from people.guards import staff_required

CARDS = 20  # in a column; the list has the rest
PER_PAGE = 40
SEARCH_KEY = "desk_champions_search"


def _here(request: Request) -> ChampionQuerySet:
    found: ChampionQuerySet = Champion.visible_to(request.actor).at(request.actor.centre_id).known()
    return found


@dataclass(frozen=True)
class Column:
    """One step of the way. `more` are those whom the board does not show."""

    standing: Standing
    cards: list[Card]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.cards)


def _column(here: ChampionQuerySet, standing: Standing, total: int, now: datetime) -> Column:
    return Column(standing, presenters.cards(here.filter(standing=standing).longest_first()[:CARDS], now), total)


@require_safe
@staff_required(*MANAGERS)
def board(request: Request) -> HttpResponse:
    """A column for each step of the way, those first who have stood there longest. As many queries as columns, and
    three."""
    here = _here(request)
    now = presenters.now_at(context.frame(request).centre)
    counts = here.by_standing()
    columns = [_column(here, standing, counts.get(standing, 0), now) for standing in ON_THE_WAY]
    seen = [card.champion.person_id for column in columns for card in column.cards]
    audit.record_many("person.listed", by=request.actor, person_ids=seen)
    shown = {
        "columns": columns,
        "active": counts.get(Standing.ACTIVE, 0),
        "paused": counts.get(Standing.PAUSED, 0),
        "stuck": here.stuck(now.date()).count(),
    }
    return render(request, "champions/board/board.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required(*MANAGERS)
def everybody(request: Request) -> HttpResponse:
    """The list, narrowed down by how far they have come, who sees to it and who waits; and by name.

    A name that was typed waits in the session: an address with a name in it would stay in histories and logs.
    """
    if request.method == "POST":
        name = NameForm(request.POST)
        request.session[SEARCH_KEY] = name.cleaned_data["q"].strip() if name.is_valid() else ""
        return redirect("champions:everybody")
    text = request.session.get(SEARCH_KEY, "")
    now = presenters.now_at(context.frame(request).centre)
    form = NarrowForm(request.GET or None, centre_id=request.actor.centre_id)
    chosen = form.chosen
    found = _narrowed(_here(request).named(text), chosen, now)
    page = Paginator(found.for_list(), PER_PAGE).get_page(request.GET.get("page"))
    audit.record_many("person.listed", by=request.actor, person_ids=[champion.person_id for champion in page])
    shown = {
        "form": form,
        "name_form": NameForm(initial={"q": text}),
        "text": text,
        "page": page,
        "cards": presenters.cards(page, now),
        "is_narrowed": bool(chosen),
        "query": urlencode({key: value for key, value in request.GET.items() if key != "page"}),
    }
    return render(request, "champions/board/everybody.html", shown)


def _narrowed(found: ChampionQuerySet, chosen: dict[str, Any], now: datetime) -> ChampionQuerySet:
    if standing := chosen.get("standing"):
        found = found.filter(standing=standing)
    if supporter := chosen.get("supporter"):
        found = found.filter(supporter=supporter)
    return found.stuck(now.date()) if chosen.get("overdue") else found
