"""Which sessions are in which public file.

Everything here is public: the same groups that the site lists. A session stays for a while after it is over, so that
a calendar keeps its recent past; a cancelled one stays too, because a program that imported it once would otherwise
go on showing it. When a group ends its planned dates leave the file, and its cancelled ones stay for their time.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from activities import selectors as activities
from activities import towns
from activities.models import Activity, ActivityState, Session, SessionState
from activities.models.session import LONGEST, SessionQuerySet
from calendars.selection import CANCELLED_KEPT, Selection, window
from centres.models import Centre

# Of a file with many centres in it: what is over stays as long as what was cancelled.
BACK_ACROSS = CANCELLED_KEPT + LONGEST
AHEAD_ACROSS = timedelta(weeks=8)


def of_centre(slug: str, *, now: datetime) -> Selection | None:
    centre = Centre.public().filter(slug=slug).first()
    if centre is None:
        return None
    return Selection(window(_open_to_all().filter(centre=centre), centre.zone, now), centre=centre)


def of_town(slug: str, *, now: datetime) -> Selection | None:
    """What is on in a town, whichever centre holds it."""
    town = towns.by_slug(slug)
    return None if town is None else _across(towns.sessions_in(town, _tells_nothing()), now, town=town)


def narrowed(*, kind: str = "", spoken: str = "", slug: str = "", now: datetime) -> Selection | None:
    """Groups of a kind, or held in a language; of one centre (by slug), or of all."""
    alike = activities.alike(kind=kind, spoken=spoken).values("pk")
    sessions = _tells_nothing().filter(activity__in=alike)
    if not slug:
        return _across(sessions, now, kind=kind, spoken=spoken)
    centre = Centre.public().filter(slug=slug).first()
    if centre is None:
        return None
    sessions = window(sessions.filter(centre=centre), centre.zone, now)
    return Selection(sessions, centre=centre, kind=kind, spoken=spoken)


def _across(sessions: SessionQuerySet, now: datetime, **chosen_by: Any) -> Selection:
    """Many centres are in it, so it reaches less far in either direction."""
    found = Selection(sessions, **chosen_by)
    return replace(found, sessions=window(sessions, found.zone, now, back=BACK_ACROSS, ahead=AHEAD_ACROSS))


def of_activity(slug: str, *, now: datetime) -> Selection | None:
    """An ended group keeps its file: a program that meets "not found" may keep its old dates for ever."""
    known = Activity.objects.exclude(state=ActivityState.DRAFT)
    activity = known.filter(slug=slug, centre__listed=True).select_related("centre").first()
    if activity is None:
        return None
    sessions = window(_open_to_all().filter(activity=activity), activity.centre.zone, now)
    return Selection(sessions, centre=activity.centre, activity=activity)


def of_session(public_id: UUID) -> Selection | None:
    session = _open_to_all().filter(public_id=public_id).with_place().first()
    if session is None:
        return None
    sessions = _open_to_all().filter(pk=session.pk)
    return Selection(sessions, centre=session.centre, activity=session.activity, session=session)


def _tells_nothing() -> SessionQuerySet:
    """Without sensitive groups: in a file of one kind, "Group at …" would say what group it is."""
    return _open_to_all().filter(activity__sensitive=False)


def _open_to_all() -> SessionQuerySet:
    """Listed dates; and the cancelled dates of groups that have ended."""
    is_kept = Q(activity__state=ActivityState.ENDED, state=SessionState.CANCELLED)
    is_shown = Q(activity__state=ActivityState.PUBLISHED) | is_kept
    return Session.objects.filter(is_shown, centre__listed=True)
