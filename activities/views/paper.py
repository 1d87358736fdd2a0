"""Everything that is printed: calendars, the week, posters and sign-in sheets, each also in large print."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities import lines as dated
from activities.models import Activity, Session
from activities.presenters import paper as shown
from activities.presenters.calendar import FIRST_WEEKDAY
from activities.presenters.poster import Poster
from activities.presenters.registers import RegisterPage
from activities.services import register as registers
from activities.services import sheets
from activities.views.calendar import MONTHS_AROUND
from centres.models import Centre
from centres.services import closures
from core import clock, paper
from core.errors import DomainError
from core.headers import private
from core.http import Request
from core.policies import may
from people.guards import account_required, person_required
from people.models import Person

MOST_MONTHS = 3
LARGE = 18  # points: what large print begins with
NORMAL = 14
# A month on one page, as large as it fits, with room to write where there is any; then a list, which may run over.
GRIDS = ((16, True), (14, True), (14, False), (13, False), (12, False))
# The week is one page, smaller down to 11 points; where it is too long even so, it says how many more there are.
WEEKS = (26, 22, 20, 18, 16, 14, 12, 11)
PAGE_POINTS = 640  # what a page has for rows, one above the other; a row takes at least 1.3 times its size


def _is_large(request: HttpRequest) -> bool:
    return request.GET.get("size") == "large"


# --- Calendars ----------------------------------------------------------------------------------
def wanted_months(request: HttpRequest, year: int | None, month: int | None, today: date) -> list[date]:
    """The first days of the months asked for: one, or up to three. 404 for what is no month, or too far away."""
    if year is None or month is None:
        year, month = today.year, today.month
    if not 1 <= month <= 12 or abs((year - today.year) * 12 + month - today.month) > MONTHS_AROUND:
        raise Http404
    count = request.GET.get("months", "1")
    return shown.months_from(date(year, month, 1), min(int(count), MOST_MONTHS) if count in {"1", "2", "3"} else 1)


def calendar_drafts(request: HttpRequest, months: list[shown.Month], **context: Any) -> Iterator[dict[str, Any]]:
    """A grid as large as it fits on one page a month; else, and in large print always, one day below the other."""
    context |= {"months": months, "is_large": _is_large(request)}
    for size, is_roomy in () if _is_large(request) else GRIDS:
        if all(month.may_fit(size) for month in months):
            yield {"size": size, "is_grid": True, "is_roomy": is_roomy, **context}
    yield {"size": LARGE if _is_large(request) else NORMAL, "is_grid": False, **context}


@require_safe
def month(request: HttpRequest, centre: str, year: int | None = None, month: int | None = None) -> HttpResponse:
    """The fridge calendar of a centre: for everybody, without a name on it."""
    found = get_object_or_404(Centre.public(), slug=centre)
    today = timezone.localdate(timezone=found.zone)
    firsts = wanted_months(request, year, month, today)
    last = shown.last_of(firsts[-1])
    entries = shown.entries_of_centre(dated.on_days(found.pk, firsts[0], last), found)
    months = shown.months(firsts, entries, closures.closed_days(found, firsts[0], last))
    name = f"{months[0].name} – {found.name}"
    size = "large" if _is_large(request) else "normal"
    return paper.answer(
        request,
        "activities/paper/calendar.html",
        calendar_drafts(request, months, name=name, is_short=True, centre=found, today=today),
        filename=f"calendar-{found.slug}-{firsts[0]:%Y-%m}.pdf",
        pages=len(months),
        shared_as=f"month.{found.pk}.{firsts[0]:%Y-%m}.{len(firsts)}.{size}.{get_language()}",
    )


@require_safe
@person_required
def mine(request: Request, year: int | None = None, month: int | None = None) -> HttpResponse:
    """My own places, to hang up at home."""
    me = get_object_or_404(Person.visible_to(request.actor), pk=request.actor.person_id)
    return of_person(request, me, year, month, known_at=me.centres.first())


def of_person(
    request: Request, person: Person, year: int | None, month: int | None, *, known_at: Centre | None
) -> HttpResponse:
    """The places of one person that the actor may see. With one centre its number stands at the top, else on each;
    where there is no place, that of the centre `known_at`."""
    now = clock.now()
    firsts = wanted_months(request, year, month, timezone.localdate())
    places = sheets.places_of(person.pk, firsts[0], shown.last_of(firsts[-1]), by=request.actor, now=now)
    centres = {place.session.centre_id: place.session.centre for place in places}
    context = {
        "name": _("My calendar"),
        "first_name": person.first_name,
        "centre": next(iter(centres.values()), known_at) if len(centres) < 2 else None,
        "calls": len(centres) > 1,  # each line says which number is its own
        "today": timezone.localdate(),
        "is_own": True,
    }
    months = shown.months(firsts, shown.entries_of_person(places), {})
    drafts = calendar_drafts(request, months, **context)
    name = f"my-calendar-{firsts[0]:%Y-%m}.pdf"
    return paper.answer(request, "activities/paper/calendar.html", drafts, filename=name, pages=len(months))


# --- What's on this week ------------------------------------------------------------------------


@require_safe
def week(request: HttpRequest, centre: str, day: str = "") -> HttpResponse:
    """One page for the waiting room: what is still on this week, or all of another week."""
    found = get_object_or_404(Centre.public(), slug=centre)
    today = timezone.localdate(timezone=found.zone)
    first, last = _week_of(day, today)
    lines = dated.on_days(found.pk, first, last)
    entries = shown.entries_of_centre(lines, found)
    closed = closures.closed_days(found, first, last)
    size = "large" if _is_large(request) else "normal"
    return paper.answer(
        request,
        "activities/paper/week.html",
        _week_drafts(request, shown.Week(first, last, entries, closed), centre=found, today=today),
        filename=f"week-{found.slug}-{first:%Y-%m-%d}.pdf",
        pages=1,
        shared_as=f"week.{found.pk}.{first}.{today}.{size}.{get_language()}",
    )


def _week_of(day: str, today: date) -> tuple[date, date]:
    """From Sunday to Saturday; of this week, from today on. 404 for what is no day, or too far away."""
    try:
        asked = date.fromisoformat(day) if day else today
    except ValueError as error:
        raise Http404 from error
    if abs((asked - today).days) > MONTHS_AROUND * 31:
        raise Http404
    first = asked - timedelta(days=(asked.weekday() - FIRST_WEEKDAY) % 7)
    last = first + timedelta(days=6)
    return (today if first <= today <= last else first), last


def _week_drafts(request: HttpRequest, found: shown.Week, **context: Any) -> Iterator[dict[str, Any]]:
    """What cannot fit is not tried."""
    context |= {"name": _("What’s on this week"), "week": found, "is_large": _is_large(request)}
    rows = len(found.entries)
    if _is_large(request):
        yield {"days": found.days(rows), "size": LARGE, **context}
        return
    for size in WEEKS:
        if rows * size * 1.3 <= PAGE_POINTS:
            yield {"days": found.days(rows), "size": size, **context}
    kept = min(rows, int(PAGE_POINTS / (WEEKS[-1] * 1.3)))
    while kept > 1:
        kept = kept * 9 // 10
        yield {"days": found.days(kept), "size": WEEKS[-1], "more": rows - kept, **context}


# --- Posters and sign-in sheets -----------------------------------------------------------------
POSTERS = (24, 22, 20, 18, 16, 14)
LARGE_POSTERS = (30, 26, 24, 22, 20, 18)


@require_safe
@account_required
def poster(request: Request, pk: int) -> HttpResponse:
    """For the people who make a group known: its leaders, and the centre's staff."""
    activity = get_object_or_404(
        Activity.visible_to(request.actor).published().select_related("centre", "venue"), pk=pk
    )
    found = Poster.of(activity)
    sizes = LARGE_POSTERS if _is_large(request) else POSTERS
    context = {"name": found.title.words, "poster": found, "centre": activity.centre, "is_large": _is_large(request)}
    drafts = ({**context, "size": size} for size in sizes)
    return paper.answer(request, "activities/paper/poster.html", drafts, filename="poster.pdf", pages=1)


@require_safe
@private
@account_required
def sign_in(request: Request, public_id: UUID) -> HttpResponse:
    """The names for the table at the door. Before the day before: when the sheet will be there."""
    session = get_object_or_404(Session.visible_to(request.actor).with_place(), public_id=public_id)
    if not may(request.actor, "activities.keep_register", session):
        raise PermissionDenied
    try:
        sheets.check_sign_in(session, by=request.actor)
    except DomainError as error:
        opens_at = (session.starts_at - sheets.OPENS_BEFORE).astimezone(session.centre.zone)
        context = {
            "session": session,
            "words": error.words,
            "is_early": error.code == "sheet_too_early",
            "opens_at": opens_at,
            "help_centre": session.centre,
        }
        return render(request, "activities/paper/early.html", context)
    page = RegisterPage.of(session, by=request.actor)
    registers.record_view(session, rows=page.bookings, by=request.actor)
    groups = shown.sign_in_groups(page)
    draft = {
        "name": _("Sign-in sheet"),
        "session": session,
        "centre": session.centre,
        "title": shown.title_on_paper(session),
        "groups": groups,
        "empty_lines": range(shown.empty_lines(groups)),
        "size": LARGE if _is_large(request) else 16,
        "is_large": _is_large(request),
    }
    return paper.answer(request, "activities/paper/sign_in.html", [draft], filename="sign-in-sheet.pdf")


# The register's rule for staff: a second step of signing in before names are shown.
sign_in.names_people = True  # type: ignore[attr-defined]
