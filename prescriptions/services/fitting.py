"""What a prescription can name at once: a group, one of its dates, or something on the asset map."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, Q, When

from activities import wording
from activities.choices import JoinMode
from activities.models import Activity, ActivityState, Session
from activities.models.session import SessionQuerySet
from activities.services import courses, phone
from centres.models import Resource
from centres.models.resource_choices import ResourceState
from centres.services.resource_words import tag
from core.actors import Actor
from prescriptions import needs as families
from prescriptions.models import Prescription

AHEAD = timedelta(weeks=6)
MOST_DATES = 200  # that are looked at, to find the next one of each group
MOST_GROUPS = 8
MOST_RESOURCES = 6
MOST_NEXT = 4  # dates of a group that was named without one
GROUP, DATE, RESOURCE = "group", "date", "resource"
# Where one date can be booked by itself.
BOOKED_BY_DATE = wording.BY_DATE | {JoinMode.INVITATION}


@dataclass(frozen=True)
class Thing:
    """A group, one date of it, or a resource: `key` says which, `next` is the date that a group meets next."""

    key: str
    activity: Activity | None = None
    session: Session | None = None
    resource: Resource | None = None
    next: Session | None = None


def things(needs: Collection[str], *, by: Actor, now: datetime, language: str) -> list[Thing]:
    """What the actor's centre has for these needs, soonest first; then what is on the asset map, its own first.
    Without a need, whatever meets soonest. Three queries at most.
    """
    rows = _coming(by, now).filter(starts_at__lte=now + AHEAD)
    if needs:
        rows = rows.filter(activity__kind__in=families.kinds_of_groups(needs))
    return [*_groups(rows, now), *_resources(needs, by, language)]


def thing(key: str, *, by: Actor, now: datetime) -> Thing | None:
    """The one with this key, if it can be named there still. Two queries at most."""
    what, _colon, number = key.partition(":")
    try:
        if what == GROUP:
            rows = _coming(by, now).filter(activity__slug=number)[:1]
            return next((_group(session) for session in rows), None)
        if what == DATE:
            rows = _coming(by, now).filter(public_id=UUID(number))[:1]
            return next((_date(session) for session in rows), None)
        if what == RESOURCE:
            found = Resource.objects.visible_to(by).filter(public_id=UUID(number), state=ResourceState.ACTIVE).first()
            return Thing(key, resource=found) if found else None
    except ValueError:
        pass
    return None


def dates(prescription: Prescription, *, now: datetime) -> list[Session]:
    """The dates that can be booked for it: the one that it names, else the next ones of its group; of a course, which
    is joined as a whole, the next one while it takes people in. One query."""
    named = prescription.activity
    is_course = named is not None and named.join_mode == JoinMode.COURSE
    if named is None or not (is_course or named.join_mode in BOOKED_BY_DATE):
        return []
    rows = courses.still_open(_at(prescription.centre_id, now).filter(activity=named), now=now)
    if is_course:
        return list(rows[:1])
    if prescription.session_id:
        rows = rows.filter(pk=prescription.session_id)
    return list(rows[:MOST_NEXT])


def _coming(by: Actor, now: datetime) -> SessionQuerySet:
    return _at(by.centre_id, now)


def _at(centre_id: int | None, now: datetime) -> SessionQuerySet:
    """What is still to begin there, of groups that are on the site, with how many wait."""
    rows = Session.objects.scheduled().filter(
        centre=centre_id, starts_at__gt=now, activity__state=ActivityState.PUBLISHED
    )
    return phone.with_waiting(rows).with_place().order_by("starts_at", "pk")


def _groups(rows: SessionQuerySet, now: datetime) -> list[Thing]:
    """Of each group itself and its next date, where one can be booked alone."""
    soonest: dict[int, Session] = {}
    for session in rows[:MOST_DATES]:
        soonest.setdefault(session.activity_id, session)
    courses = {pk for pk, session in soonest.items() if session.activity.join_mode == JoinMode.COURSE}
    closed = phone.closed_courses(courses, now) if courses else set()
    kept = [session for pk, session in soonest.items() if pk not in closed][:MOST_GROUPS]
    found = []
    for session in kept:
        found.append(_group(session))
        if session.activity.join_mode in BOOKED_BY_DATE:
            found.append(_date(session))
    return found


def _group(session: Session) -> Thing:
    return Thing(f"{GROUP}:{session.activity.slug}", activity=session.activity, next=session)


def _date(session: Session) -> Thing:
    return Thing(f"{DATE}:{session.public_id}", activity=session.activity, session=session)


def _resources(needs: Collection[str], by: Actor, language: str) -> list[Thing]:
    wanted = Q(pk=None)
    for kind in families.kinds_of_resources(needs):
        wanted |= Q(tags__contains=f" {tag('kind', kind)} ")
    if not needs:
        return []
    rows = Resource.objects.visible_to(by).filter(wanted, state=ResourceState.ACTIVE)
    own_first = Case(When(centre=by.centre_id, then=0), default=1)
    by_name = "sort_fr" if language.startswith("fr") else "sort_en"
    return [
        Thing(f"{RESOURCE}:{row.public_id}", resource=row)
        for row in rows.order_by(own_first, by_name, "pk")[:MOST_RESOURCES]
    ]
