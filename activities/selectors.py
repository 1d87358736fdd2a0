"""What the public pages ask: a fixed number of queries for each answer, each bounded by an index."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db.models import OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.utils.translation import get_language

from activities import search
from activities.choices import JoinMode
from activities.models import Activity, ActivityState, Session
from activities.models.activity import ActivityQuerySet
from centres.models import Centre
from core.bilingual import Bilingual

CENTRES_KEY = "activities.centres"
CENTRES_SECONDS = 60
SESSION_KEY = "activities.session_to_join"
SESSION_SECONDS = 5


@dataclass(frozen=True, slots=True)
class CentreChoice:
    """A listed centre, as far as a filter and a telephone strip need it."""

    pk: int
    slug: str
    name_en: str
    name_fr: str
    phone: str
    timezone: str

    @property
    def name(self) -> str:
        return Bilingual("name").in_language(self, get_language() or "en")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


def listed_centres() -> list[CentreChoice]:
    """The listed centres by name, remembered for a minute: every page with a filter needs them."""
    found = cache.get(CENTRES_KEY)
    if found is None:
        columns = ("pk", "slug", "name_en", "name_fr", "phone", "timezone")
        found = [CentreChoice(*row) for row in Centre.public().values_list(*columns)]
        cache.set(CENTRES_KEY, found, CENTRES_SECONDS)
    return found


def activities(wanted: dict[str, Any], *, language: str) -> QuerySet[Activity]:
    """The published activities that match the cleaned filters, A to Z in the reader's language."""
    found = Activity.public()
    for word in search.words(wanted.get("q", "")):
        found = found.filter(search_text__contains=word)
    if slug := wanted.get("centre"):
        found = found.filter(centre__slug=slug)
    if kind := wanted.get("kind"):
        found = found.filter(kind=kind)
    if spoken := wanted.get("language"):
        found = _spoken_in(found, spoken)
    if weekday := wanted.get("day"):
        found = found.filter(start_date__iso_week_day=int(weekday))
    for fact in wanted.get("access", ()):
        # A sensitive group's place is hidden, and so is what could be guessed of it.
        found = found.filter(sensitive=False, **{f"venue__{fact}": True})
    if wanted.get("no_sign_up"):
        found = found.filter(join_mode=JoinMode.DROP_IN)
    return found.order_by("sort_fr" if language.startswith("fr") else "sort_en", "pk")


def _spoken_in(found: ActivityQuerySet, spoken: str) -> ActivityQuerySet:
    # The codes are plain ASCII in a list of strings: as text, a code stands in quotes on both databases.
    return found.annotate(codes=Cast("languages", TextField())).filter(codes__contains=f'"{spoken}"')


def alike(*, kind: str = "", spoken: str = "") -> ActivityQuerySet:
    """Groups of a kind, and groups that are held in a language, whether they go on or have ended."""
    found = Activity.objects.filter(kind=kind) if kind else Activity.objects.all()
    return _spoken_in(found, spoken) if spoken else found


def listed_session(public_id: UUID) -> Session | None:
    """One date that the public site shows, with its place. Cheaper to ask of one row than to rule out all others."""
    try:
        found = Session.objects.with_place().get(public_id=public_id)
    except Session.DoesNotExist:
        return None
    is_listed = found.activity.state == ActivityState.PUBLISHED and found.centre.listed
    return found if is_listed else None


def session_to_join(public_id: UUID) -> Session | None:
    """As `listed_session`, remembered for some seconds: where many sign up at once, all of them ask for the same date.

    What was changed meanwhile is found under its lock (`seats.lock_known`).
    """
    key = f"{SESSION_KEY}.{public_id}"
    found: Session | None = cache.get(key)
    if found is None and (found := listed_session(public_id)):
        cache.set(key, found, SESSION_SECONDS)
    return found


class NextDate(NamedTuple):
    """The next date of an activity, as a card shows it."""

    starts_at: datetime
    capacity: int | None
    seats_taken: int


def next_dates(activity_ids: Iterable[int], *, now: datetime) -> dict[int, NextDate]:
    """The next planned date of each of these public activities. One query that looks up one row for each."""
    first = (
        Session.objects.scheduled()
        .filter(activity=OuterRef("pk"), starts_at__gt=now)
        .order_by("starts_at")
        .values("pk")[:1]
    )
    firsts = Activity.objects.filter(pk__in=list(activity_ids)).values(first=Subquery(first))
    rows = Session.objects.filter(pk__in=firsts)
    return {pk: NextDate(*rest) for pk, *rest in rows.values_list("activity_id", *NextDate._fields)}


def coming_dates(activity: Activity, *, now: datetime, count: int = 6) -> list[Session]:
    """The next dates of one activity, cancelled ones included."""
    return list(Session.public().upcoming(now).filter(activity=activity).select_related("venue")[:count])


def leaders_first_names(activity: Activity) -> list[str]:
    """The names by which a visitor will hear the leaders called: never a surname."""
    names = activity.leaders.order_by("person__name").values_list("person__name", flat=True)
    return [name.split(" ")[0] for name in names if name]
