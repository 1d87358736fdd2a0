"""What is on: the agenda, and the month."""

import calendar
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from activities import lines as dated
from activities.forms.filters import AgendaFilter, CentreFilter
from activities.lines import Position, Wanted
from activities.presenters import calendar as shown
from activities.selectors import CentreChoice
from core.caching import public_page

LINES_PER_PAGE = 30
# Further away there is nothing to see; and a robot that follows "next month" comes to an end.
MONTHS_AROUND = 24


def _today(centre: CentreChoice | None) -> date:
    return timezone.localdate(timezone=centre.zone if centre else None)


def _agenda_url(wanted: Wanted, position: Position | None) -> str:
    query: dict[str, object] = {**wanted.query}
    if position:
        query["since"] = position.day.isoformat()
        if position.skip:
            query["skip"] = position.skip
    return f"{reverse('activities:agenda')}?{urlencode(query)}" if query else reverse("activities:agenda")


@public_page
def agenda(request: HttpRequest) -> HttpResponse:
    """What is on from now, or from a day. A page has so many lines, not so many days: a province's day is long."""
    form = AgendaFilter(request.GET)
    wanted, centre = form.wanted, form.chosen_centre
    today = _today(centre)
    if since := form.cleaned_data.get("since"):
        position = Position(since, form.cleaned_data.get("skip") or 0)
    else:
        position = dated.now_in_agenda(wanted, today=today, now=timezone.now())
    lines = dated.agenda(wanted, position, count=LINES_PER_PAGE + 1)
    earlier = dated.before(wanted, position, count=LINES_PER_PAGE)
    later = _after(position, lines) if len(lines) > LINES_PER_PAGE else None
    context = {
        "wanted": wanted,
        "selects": [(name, form.fields[name].label, form.options(name)) for name in form.SELECTS],
        "is_narrowed": form.is_narrowed,
        "since": position.day,
        "days": shown.agenda_days(lines[:LINES_PER_PAGE], today=today),
        "earlier": _agenda_url(wanted, earlier) if earlier else "",
        "later": _agenda_url(wanted, later) if later else "",
        "is_now": not since,
        "now_url": _agenda_url(wanted, None),
        "month_url": _month_url(position.day if _is_near(position.day, today) else today, centre),
        "help_centre": centre,
    }
    return render(request, "activities/public/agenda.html", context)


def _after(position: Position, lines: list[dated.Line]) -> Position:
    """Where the next page begins: at the line that did not fit, counted within its day."""
    day = lines[-1].day
    shown_of_day = sum(line.day == day for line in lines[:-1])
    return Position(day, shown_of_day + (position.skip if day == position.day else 0))


def _month_url(day: date, centre: CentreChoice | None) -> str:
    url = reverse("activities:month", args=[day.year, day.month])
    return f"{url}?{urlencode({'centre': centre.slug})}" if centre else url


@public_page
def month(request: HttpRequest, year: int | None = None, month: int | None = None) -> HttpResponse:
    """A month at a glance: a table where there is room, a list of days on a phone, of the same elements."""
    form = CentreFilter(request.GET)
    centre = form.chosen_centre
    today = _today(centre)
    if year is None or month is None:
        year, month = today.year, today.month
    if not (1 <= month <= 12 and _are_near(year, month, today)):
        raise Http404
    first = date(year, month, 1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    found = dated.month(centre, first, last)
    previous, following = shown.months_around(first)
    context = {
        "centre": centre,
        "centres": form.options("centre"),
        "name": shown.month_name(first),
        "weekdays": shown.weekday_names(),
        "weeks": shown.weeks(first, found, today=today),
        "is_empty": not found.totals,
        "is_this_month": first <= today <= last,
        "previous": _step(previous, centre, today),
        "following": _step(following, centre, today),
        "action": reverse("activities:month", args=[year, month]),
        "sheet": reverse("paper:month", args=[centre.slug, year, month]) if centre else "",
        "cancelled": gettext("Cancelled"),
        "agenda": _agenda_url(Wanted(centre), Position(max(first, today) if first <= today <= last else first)),
        "day_url": _day_pattern(centre),
        "help_centre": centre,
    }
    return render(request, "activities/public/month.html", context)


def _is_near(day: date, today: date) -> bool:
    return _are_near(day.year, day.month, today)


def _are_near(year: int, month: int, today: date) -> bool:
    return abs((year - today.year) * 12 + month - today.month) <= MONTHS_AROUND


def _step(first: date, centre: CentreChoice | None, today: date) -> dict[str, str] | None:
    if not _is_near(first, today):
        return None
    return {"url": _month_url(first, centre), "name": shown.month_name(first)}


def _day_pattern(centre: CentreChoice | None) -> str:
    """The agenda's address up to the day: the template adds it."""
    query = urlencode({"centre": centre.slug}) + "&" if centre else ""
    return f"{reverse('activities:agenda')}?{query}since="
