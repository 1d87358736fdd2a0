"""Which sessions are in which file.

Everything here is public: the same groups that the site lists. A session stays for a while after it is over, so that
a calendar keeps its recent past; a cancelled one stays too, because a program that imported it once would otherwise
go on showing it. When a group ends its planned dates leave the file, and its cancelled ones stay for their time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Max, Q, Sum

from activities.models import Activity, ActivityState, Session, SessionState
from activities.models.session import SessionQuerySet
from centres.models import Centre, Venue

KEPT = timedelta(days=60)
CANCELLED_KEPT = timedelta(days=30)
# What a file says of a centre and of its places; neither has a date of its last change.
CENTRE_FACTS = ("slug", "name_en", "name_fr", "phone", "email", "timezone", "language", "town")
VENUE_FACTS = ("pk", "name_en", "name_fr", "street", "town", "postal_code", "latitude", "longitude")


@dataclass(frozen=True)
class Selection:
    """What one file is made of. The sessions are not fetched before somebody needs them."""

    centre: Centre
    activity: Activity | None  # None in a file of a whole centre
    session: Session | None  # set in a file of a single date
    sessions: SessionQuerySet


class Date(NamedTuple):
    """What a file needs of a session."""

    public_id: UUID
    starts_at: datetime
    ends_at: datetime
    modified_at: datetime
    revision: int
    state: str
    activity_id: int
    venue_id: int | None

    @property
    def is_cancelled(self) -> bool:
        return self.state == SessionState.CANCELLED


@dataclass(frozen=True)
class Dates:
    """The dates of a file, with the groups and places that they point at."""

    dates: list[Date]
    activities: dict[int, Activity]
    venues: dict[int, Venue]


def of_centre(slug: str, *, now: datetime) -> Selection | None:
    centre = Centre.public().filter(slug=slug).first()
    if centre is None:
        return None
    return Selection(centre, None, None, _window(_open_to_all().filter(centre=centre), centre, now))


def of_activity(slug: str, *, now: datetime) -> Selection | None:
    """An ended group keeps its file: a program that meets "not found" may keep its old dates for ever."""
    known = Activity.objects.exclude(state=ActivityState.DRAFT)
    activity = known.filter(slug=slug, centre__listed=True).select_related("centre").first()
    if activity is None:
        return None
    sessions = _window(_open_to_all().filter(activity=activity), activity.centre, now)
    return Selection(activity.centre, activity, None, sessions)


def of_session(public_id: UUID) -> Selection | None:
    session = _open_to_all().filter(public_id=public_id).with_place().first()
    if session is None:
        return None
    return Selection(session.centre, session.activity, session, _open_to_all().filter(pk=session.pk))


def fingerprint(selection: Selection) -> tuple[tuple[object, ...], datetime | None]:
    """All that the file depends on in a few values, and when a session or its group last changed. Two queries.

    The sums see what the latest change cannot: a date that was deleted, one that left the window and one that
    entered it.
    """
    rows = selection.sessions.order_by().aggregate(
        count=Count("pk"),
        keys=Sum("pk"),
        revisions=Sum("revision"),
        changed=Max("modified_at"),
        activity_changed=Max("activity__modified_at"),
    )
    places = tuple(Venue.objects.filter(centre=selection.centre).order_by("pk").values_list(*VENUE_FACTS))
    centre = tuple(getattr(selection.centre, field) for field in CENTRE_FACTS)
    activity = (selection.activity.pk, selection.activity.modified_at) if selection.activity else ()
    changed = [rows["changed"], rows["activity_changed"], *activity[1:]]
    return (*rows.values(), places, centre, activity), max(filter(None, changed), default=None)


def fetch(selection: Selection) -> Dates:
    """The dates with their groups and places, soonest first. Three queries, however many there are.

    Plain values instead of model instances, and groups and places once each instead of joined to every date: that is
    what keeps a thousand dates fast.
    """
    rows = selection.sessions.order_by("starts_at", "pk").values_list(*Date._fields)
    dates = [Date(*row) for row in rows]
    return Dates(
        dates,
        Activity.objects.in_bulk({date.activity_id for date in dates}),
        Venue.objects.in_bulk({date.venue_id for date in dates if date.venue_id}),
    )


def _open_to_all() -> SessionQuerySet:
    """Listed dates; and the cancelled dates of groups that have ended."""
    is_kept = Q(activity__state=ActivityState.ENDED, state=SessionState.CANCELLED)
    is_shown = Q(activity__state=ActivityState.PUBLISHED) | is_kept
    return Session.objects.filter(is_shown, centre__listed=True)


def _window(sessions: SessionQuerySet, centre: Centre, now: datetime) -> SessionQuerySet:
    """Whole local days, so that the file changes at most once a day by itself."""
    today = now.astimezone(centre.zone).date()
    until = today + timedelta(weeks=settings.SESSION_HORIZON_WEEKS)
    is_kept = ~Q(state=SessionState.CANCELLED) | Q(day__gte=today - CANCELLED_KEPT)
    return sessions.filter(is_kept, day__gte=today - KEPT, day__lte=until)
