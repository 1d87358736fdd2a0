"""What comes back from the groups by itself: there for the first time and every fourth; stopped coming; a date or a
group that is off.

Each is computed anew from the places and compared with the rows that are there, under the lock of the link between the
prescription and the group: what is heard twice, late, or is corrected afterwards, comes out right. No state is moved.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from activities.models import ActivityState, Attendance, Booking, Session
from activities.models.booking import BookingQuerySet
from core import audit, clock
from core.actors import Actor
from core.policies import require
from prescriptions.models import OPEN_CASES, Happening, HappeningKind, TakingPart

EVERY = 4  # after the first time
ABSENT = 2  # dates missed in a row
AWAY = timedelta(weeks=4)  # without a place, while the group meets


def register_kept(session_id: int, *, now: datetime | None = None) -> None:
    """Somebody wrote down who was there, or corrected it."""
    for link in _links_at(session_id):
        bring_up_to_date(link.pk, now=now)


def look(*, now: datetime) -> int:
    """Those who have no place any more while their group meets; returns how many were looked at."""
    theirs = Booking.objects.active().filter(
        person=OuterRef("prescription__person"),
        session__activity=OuterRef("activity"),
        session__starts_at__gte=now - AWAY,
    )
    met = Session.objects.scheduled().filter(
        activity=OuterRef("activity"), starts_at__gte=now - AWAY, starts_at__lte=now
    )
    gone = _links().filter(~Exists(theirs), Exists(met), since__lte=now - AWAY).order_by("pk")
    ids = list(gone.values_list("pk", flat=True))
    for pk in ids:
        bring_up_to_date(pk, now=now)
    return len(ids)


@transaction.atomic
def bring_up_to_date(link_id: int, *, now: datetime | None = None) -> None:
    """Make the rows of one person in one group say what the register says."""
    now = now or clock.now()
    link = _locked(link_id)
    there = list(_places(link).attended().select_related("session").order_by("session__starts_at", "pk"))
    _note_being_there(link, there)
    _note_absence(link, times=len(there), at=_stopped_at(link, now=now))


@transaction.atomic
def session_called_off(session_id: int) -> None:
    """Whoever had a place there, or waited for one, may need another plan. With its group's end, the end says it."""
    session = Session.objects.select_related("activity").get(pk=session_id)
    if not session.is_cancelled or session.activity.state == ActivityState.ENDED:
        return
    for link in _links_at(session_id, places=Booking.objects.active()):
        Happening.objects.get_or_create(
            taking_part=link,
            session=session,
            kind=HappeningKind.CALLED_OFF,
            defaults={"case": link.prescription.case, "at": session.starts_at},
        )


def session_back_on(session_id: int) -> None:
    """It takes place after all: what nobody has acted on is no news any more."""
    Happening.objects.filter(session=session_id, kind=HappeningKind.CALLED_OFF, settled_at=None).delete()


@transaction.atomic
def activity_ended(activity_id: int, *, now: datetime | None = None) -> None:
    """Whoever still came needs another plan; what else there was to settle about the group is settled by that."""
    now = now or clock.now()
    still = Booking.objects.active().filter(
        person=OuterRef("prescription__person"),
        session__activity=OuterRef("activity"),
        session__starts_at__gte=now - AWAY,
    )
    for link in _links().filter(Exists(still), activity=activity_id):
        _made, is_new = Happening.objects.get_or_create(
            taking_part=link, kind=HappeningKind.ENDED, number=0, defaults={"case": link.prescription.case, "at": now}
        )
        if is_new:
            old = Happening.objects.filter(taking_part=link, settled_at=None)
            old.filter(kind__in=[HappeningKind.STOPPED, HappeningKind.CALLED_OFF]).delete()


@transaction.atomic
def settle(happening: Happening, *, by: Actor, note: str = "", now: datetime | None = None) -> Happening:
    """Somebody has read it, and done what there was to do. Said twice, it is once. Raises `Forbidden`."""
    require(by, "prescriptions.walk", happening.case)
    if happening.settled_at is None:
        happening.settled_at, happening.settled_by_user_id = now or clock.now(), by.user_id
        happening.note = note.strip()
        happening.save(update_fields=["settled_at", "settled_by_user_id", "note"])
        audit.record("happening.settled", by=by, subject=happening, person_id=happening.case.person_id)
    return happening


def _links() -> "QuerySet[TakingPart]":
    """Those on which somebody works."""
    found: QuerySet[TakingPart] = TakingPart.objects.filter(prescription__case__state__in=OPEN_CASES)
    return found.select_related("prescription__case", "activity")


def _places(link: TakingPart) -> BookingQuerySet:
    found: BookingQuerySet = link.places()  # type: ignore[assignment]
    return found


def _links_at(session_id: int, places: "QuerySet[Booking] | None" = None) -> Iterable[TakingPart]:
    """Whose people have, or had, a place at a date of their group. One query."""
    places = Booking.objects.all() if places is None else places
    here = places.filter(
        session=session_id, session__activity=OuterRef("activity"), person=OuterRef("prescription__person")
    )
    return list(_links().filter(Exists(here)).order_by("pk"))


def _locked(link_id: int) -> TakingPart:
    rows = TakingPart.objects.select_for_update(no_key=True, of=("self",))
    found: TakingPart = rows.select_related("prescription__case", "activity").get(pk=link_id)
    return found


def _note_being_there(link: TakingPart, there: list[Booking]) -> None:
    """The first time, and every fourth; the date moves where another turns out to be that one."""
    wanted = {number: place.session for number, place in enumerate(there, 1) if number == 1 or number % EVERY == 0}
    rows = Happening.objects.filter(taking_part=link, kind=HappeningKind.THERE)
    rows.exclude(number__in=wanted).delete()
    known = {row.number: row for row in rows}
    for number, session in wanted.items():
        row = known.get(number)
        if row is None:
            _happen(link, HappeningKind.THERE, number=number, session=session, at=session.starts_at)
        elif row.session_id != session.pk:
            rows.filter(pk=row.pk).update(session=session, at=session.starts_at)


def _note_absence(link: TakingPart, *, times: int, at: datetime | None) -> None:
    """One row for each time that they stop. What nobody has acted on goes as soon as they are back."""
    rows = Happening.objects.filter(taking_part=link, kind=HappeningKind.STOPPED)
    stale = rows.filter(settled_at=None)
    (stale if at is None else stale.exclude(number=times)).delete()
    if at is not None and not rows.filter(number=times).exists():
        _happen(link, HappeningKind.STOPPED, number=times, at=at)


def _stopped_at(link: TakingPart, *, now: datetime) -> datetime | None:
    """When it began to look as if they had stopped; None where it does not, or where there is no group any more."""
    if link.activity.state == ActivityState.ENDED:
        return None
    marked = _places(link).confirmed().exclude(attendance=Attendance.UNKNOWN)
    last = list(marked.select_related("session").order_by("-session__starts_at", "-pk")[:ABSENT])
    if len(last) == ABSENT and all(place.attendance == Attendance.MISSED for place in last):
        return last[0].session.starts_at
    return now if _is_away(link, now) else None


def _is_away(link: TakingPart, now: datetime) -> bool:
    """They had a place once, have none any more, and the group has met meanwhile."""
    since = now - AWAY
    places = _places(link)
    if link.since > since or not places.exists() or places.active().filter(session__starts_at__gte=since).exists():
        return False
    dates = Session.objects.scheduled().filter(activity=link.activity_id)
    return bool(dates.filter(starts_at__gte=since, starts_at__lte=now).exists())


def _happen(
    link: TakingPart, kind: HappeningKind, *, number: int, at: datetime, session: Session | None = None
) -> None:
    Happening.objects.create(
        case=link.prescription.case, taking_part=link, kind=kind, number=number, session=session, at=at
    )
