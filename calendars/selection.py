"""What one file is made of: which dates, how to tell that something about them has changed, and how to fetch them."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Max, Q, Sum

from activities.lines import Wanted
from activities.models import Activity, Session, SessionState
from activities.models.session import SessionQuerySet
from activities.towns import Town
from calendars.models import Scope, Subscription
from centres.models import Centre, Venue

KEPT = timedelta(days=60)
CANCELLED_KEPT = timedelta(days=30)
# What a file says of a centre and of a place; neither has a date of its last change.
CENTRE_FACTS = ("slug", "name_en", "name_fr", "phone", "email", "timezone", "language", "town")
VENUE_FACTS = ("pk", "name_en", "name_fr", "street", "town", "postal_code", "latitude", "longitude")


@dataclass(frozen=True)
class Selection:
    """One file, and what it was chosen by. The sessions are not fetched before somebody needs them."""

    sessions: SessionQuerySet
    centre: Centre | None = None  # None where dates of several are in it
    activity: Activity | None = None
    session: Session | None = None
    kind: str = ""
    spoken: str = ""
    town: Town | None = None
    subscription: Subscription | None = None  # set in somebody's own file
    changed: datetime | None = None  # when something changed that left no row behind

    @property
    def wanted(self) -> Wanted:
        return Wanted(centre=self.centre, town=self.town, kind=self.kind, spoken=self.spoken)

    @property
    def has_places(self) -> bool:
        """Whether the sessions carry `place` and `placed_at`, which speak of the owner's own booking."""
        return self.subscription is not None and self.subscription.scope == Scope.PLACES

    @property
    def zone(self) -> ZoneInfo:
        """Whose midnight the file's days begin at. Each entry is in the zone of its own centre."""
        return self.centre.zone if self.centre else ZoneInfo(settings.TIME_ZONE)


class Date(NamedTuple):
    """What a file needs of a session. The last two are set in a file of somebody's own places."""

    public_id: UUID
    starts_at: datetime
    ends_at: datetime
    modified_at: datetime
    revision: int
    state: str
    activity_id: int
    venue_id: int | None
    note_en: str
    note_fr: str
    place: str = ""
    placed_at: datetime | None = None

    @property
    def is_cancelled(self) -> bool:
        return self.state == SessionState.CANCELLED


OWN = ("place", "placed_at")
OF_SESSION = Date._fields[: -len(OWN)]


@dataclass(frozen=True)
class Dates:
    """The dates of a file, with the groups (and their centres) and places that they point at."""

    dates: list[Date]
    activities: dict[int, Activity]
    venues: dict[int, Venue]


def fingerprint(selection: Selection) -> tuple[tuple[object, ...], datetime | None]:
    """All that the file depends on in a few values, and when something in it last changed. One query.

    One row for each place where something is on, with what the file says of that place and of its centre. The sums
    see what the latest change cannot: a date that was deleted, one that left the window and one that entered it.
    """
    group = [f"venue__{fact}" for fact in VENUE_FACTS] + [f"centre__{fact}" for fact in CENTRE_FACTS]
    latest = {"changed": Max("modified_at"), "activity_changed": Max("activity__modified_at")}
    if selection.has_places:
        group.append("place")
        latest["placed"] = Max("placed_at")
    rows = list(
        selection.sessions.order_by()
        .values(*group)
        .annotate(count=Count("pk"), keys=Sum("pk"), revisions=Sum("revision"), **latest)
        .order_by("centre__slug", *group)
    )
    facts = tuple(tuple(row.values()) for row in rows)
    moments = [row[name] for row in rows for name in latest] + [selection.changed]
    return (*facts, *_of_itself(selection)), max(filter(None, moments), default=None)


def _of_itself(selection: Selection) -> tuple[object, ...]:
    """What the file says also when there is no date in it."""
    centre, activity, own = selection.centre, selection.activity, selection.subscription
    return (
        tuple(getattr(centre, fact) for fact in CENTRE_FACTS) if centre else (),
        (activity.pk, activity.modified_at) if activity else (),
        (own.pk, own.discreet, own.reminder, own.shows_waiting) if own else (),
    )


def fetch(selection: Selection) -> Dates:
    """The dates with their groups and places, soonest first. Three queries, however many there are.

    Plain values instead of model instances, and groups and places once each instead of joined to every date: that is
    what keeps a thousand dates fast.
    """
    columns = Date._fields if selection.has_places else OF_SESSION
    dates = [Date(*row) for row in selection.sessions.order_by("starts_at", "pk").values_list(*columns)]
    groups = Activity.objects.select_related("centre")
    return Dates(
        dates,
        groups.in_bulk({date.activity_id for date in dates}),
        Venue.objects.in_bulk({date.venue_id for date in dates if date.venue_id}),
    )


def window(
    sessions: SessionQuerySet, zone: ZoneInfo, now: datetime, *, back: timedelta = KEPT, ahead: timedelta | None = None
) -> SessionQuerySet:
    """Whole local days, so that the file changes at most once a day by itself."""
    today = now.astimezone(zone).date()
    until = today + (ahead or timedelta(weeks=settings.SESSION_HORIZON_WEEKS))
    forgotten = datetime.combine(today - CANCELLED_KEPT, time.min, zone)
    is_kept = ~Q(state=SessionState.CANCELLED) | Q(ends_at__gte=forgotten)
    return sessions.filter(is_kept, day__gte=today - back, day__lte=until)
