"""The cards of the list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities import selectors, wording
from activities.choices import JoinMode, Kind
from activities.forms.filters import ActivityFilter
from activities.models import Activity
from activities.selectors import NextDate
from core import dates


@dataclass(frozen=True, slots=True)
class Card:
    """One activity. `lang` is set where the title is in the other language."""

    url: str
    title: str
    lang: str
    kind: str
    where: str
    when: str
    next: str
    seats: str
    join: str


def detail_pattern() -> str:
    """A group's address with "/slug/" in it: reversed once for a page, as it costs as much as the rest of a line."""
    return reverse("activities:detail", args=["slug"])


def place_of(activity: Activity) -> str:
    """Where it is, in one line; where people would be seen going, only the centre."""
    centre = activity.centre
    if activity.sensitive or activity.venue is None:
        return centre.name
    return f"{activity.venue.name}, {activity.venue.town}"


def foreign(written_in: str) -> str:
    """The language of a text, if it is not the reader's."""
    return "" if written_in == (get_language() or "en")[:2] else written_in


def _card(activity: Activity, coming: NextDate | None, pattern: str) -> Card:
    start = coming.starts_at.astimezone(activity.centre.zone) if coming else None
    return Card(
        url=pattern.replace("/slug/", f"/{activity.slug}/"),
        title=activity.title,
        lang=foreign(Activity.title.written_in(activity)),
        kind=str(Kind(activity.kind).label),
        where=place_of(activity),
        when=wording.rule_in_words(activity),
        next=_("%(day)s, %(time)s") % {"day": dates.day(start), "time": dates.clock(start)} if start else "",
        seats=wording.seats_in_words(join_mode=activity.join_mode, capacity=coming.capacity, taken=coming.seats_taken)
        if coming
        else "",
        join=str(JoinMode(activity.join_mode).label),
    )


def cards(found: Iterable[Activity], *, now: datetime) -> list[Card]:
    """A card for each, with its next date. Needs `centre` and `venue` loaded; one more query for all the dates."""
    found = list(found)
    coming = selectors.next_dates([activity.pk for activity in found], now=now)
    pattern = detail_pattern()
    return [_card(activity, coming.get(activity.pk), pattern) for activity in found]


def without(query: QueryDict, name: str, value: str = "") -> str:
    """The query of an address, with one filter (or one of its values) taken away, back on the first page."""
    kept = query.copy()
    rest = [other for other in kept.getlist(name) if value and other != value]
    kept.setlist(name, rest) if rest else kept.pop(name, None)
    kept.pop("page", None)
    return kept.urlencode()


def removable(form: ActivityFilter, query: QueryDict) -> list[dict[str, Any]]:
    """The active filters, each with the address of the list without it."""
    return [
        {"words": words, "query": without(query, name, value if name == "access" else "")}
        for name, value, words in form.active()
    ]
