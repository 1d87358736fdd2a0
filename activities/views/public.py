"""The activities that everybody may find: the list, and the page of each."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from activities import selectors, structured
from activities.choices import JoinMode, Kind
from activities.forms.filters import ActivityFilter
from activities.models import Activity, Session
from activities.presenters import cards, timetables
from activities.presenters import detail as shown
from activities.services import courses
from centres.access_words import access_in_words
from core.caching import public_page
from core.text import listed

PER_PAGE = 20
DATES, DATES_OF_COURSE = 6, 30  # who joins a course wants to see all of its dates


@public_page
def activity_list(request: HttpRequest) -> HttpResponse:
    """All groups, A to Z, by what somebody looks for."""
    form = ActivityFilter(request.GET)
    found = selectors.activities(form.cleaned_data, language=get_language() or "en")
    page = Paginator(found.select_related("centre", "venue"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "selects": [(name, form.fields[name].label, form.options(name)) for name in form.SELECTS],
        "access": [(value, words, value in form.chosen("access")) for value, words in form.choices("access")],
        "active": cards.removable(form, request.GET),
        "page": page,
        "pages": list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "query": cards.without(request.GET, "page"),
        "wanted": form.wanted,
        "cards": cards.cards(page, now=timezone.now()),
        "help_centre": form.chosen_centre,
    }
    return render(request, "activities/public/list.html", context)


@public_page
def activity_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One group: what it is, when and where, and how to join."""
    activity = get_object_or_404(Activity.public().select_related("centre", "venue"), slug=slug)
    now = timezone.now()
    mode = JoinMode(activity.join_mode)
    sessions = selectors.coming_dates(activity, now=now, count=DATES_OF_COURSE if mode == JoinMode.COURSE else DATES)
    course = None
    if mode == JoinMode.COURSE:
        course = shown.course_of(activity, sessions, courses.joinable_until(activity), now=now)
    context = {
        "activity": activity,
        "title": shown.text(activity, "title"),
        "summary": shown.text(activity, "summary"),
        "audience": shown.text(activity, "audience"),
        "kind": Kind(activity.kind).label,
        "when": timetables.in_words(activity, now=now),
        "dates": [shown.date_of(session, activity, now=now) for session in sessions],
        "next_session": next((session for session in sessions if not session.is_cancelled), None),
        "mode": mode.value,
        "course": course,
        "help_centre": activity.centre,
        **(_private(activity) if activity.sensitive else _open(activity, sessions, course)),
    }
    response = render(request, "activities/public/detail.html", context)
    if activity.sensitive:
        response["X-Robots-Tag"] = "noindex"
    return response


@public_page
def session(request: HttpRequest, public_id: UUID) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """One date, as lists elsewhere link to it: the page of its group, at that date."""
    found = get_object_or_404(Session.public().select_related("activity"), public_id=public_id)
    page = reverse("activities:detail", args=[found.activity.slug])
    return redirect(f"{page}#date-{found.day.isoformat()}")


def _open(activity: Activity, sessions: list[Session], course: shown.Course | None) -> dict[str, Any]:
    """Where it is, who leads it, and what search engines may read."""
    data = structured.events(activity, sessions, is_closed=course is not None and not course.public_id)
    return {
        "venue": activity.venue,
        "access": access_in_words(activity.venue) if activity.venue else [],
        "leaders": listed(selectors.leaders_first_names(activity)),
        "structured": structured.as_script_text(data) if data else "",
    }


def _private(_activity: Activity) -> dict[str, Any]:
    """A sensitive group shows neither place nor names, and no search engine gets anything to keep."""
    return {"venue": None, "access": [], "leaders": "", "structured": ""}
