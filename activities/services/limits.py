"""What the leaders of a group may change by themselves. What is beyond it they ask staff for.

Staff of the centre are bound by nothing here: what speaks against a change is only shown to them.
"""

from collections.abc import Collection, Iterable

from django.db import transaction

from activities.choices import Beyond
from activities.models import Activity, Session
from activities.models.details import SCHEDULE_FIELDS, WORD_FIELDS
from activities.schedules import Slot
from activities.services import clashes
from activities.services.clashes import Clash
from activities.services.plans import Plan
from activities.services.timetable import LEADERS, Timetable, Wanted
from centres.models import Deed, Venue
from centres.services.closures import closed_days
from core import audit
from core.actors import Actor
from core.errors import DomainError
from core.policies import may, require

# What changing a column of the whole group takes; all others are for staff alone.
TAKES = {
    **dict.fromkeys(("rule", "start_date", "start_time", "minutes"), (Deed.SERIES,)),
    "venue": (Deed.SERIES, Deed.PLACE),
    "capacity": (Deed.SERIES, Deed.SEATS),
}


def of(activity: Activity) -> frozenset[str]:
    """The deeds that are left to the group's leaders. Needs `centre` loaded."""
    own: list[str] | None = activity.leaders_may
    return frozenset(activity.centre.leaders_may if own is None else own)


@transaction.atomic
def choose(activity: Activity, *, deeds: Collection[str] | None, by: Actor) -> Activity:
    """What leaders of this group may do; None: what the centre says. Raises `Forbidden`."""
    require(by, "activities.change_session", activity)
    activity.leaders_may = None if deeds is None else sorted(Deed(deed) for deed in deeds)
    activity.save(update_fields=["leaders_may"])
    audit.record("activity.limits_set", by=by, subject=activity)
    return activity


def bind(by: Actor, thing: Activity | Session) -> bool:
    """Whether the limits hold for who acts: for an active leader of the group who is no coordinator there.

    Raises `Forbidden` for whoever is neither.
    """
    if may(by, "activities.change_session", thing):
        return False
    require(by, "activities.lead_group", thing.activity if isinstance(thing, Session) else thing)
    return True


def hold(found: Iterable[Beyond]) -> None:
    """Raise `DomainError("ask_staff")` where anything is beyond the limits."""
    if list(found):
        raise DomainError("ask_staff")


def hold_rooms(ids: Iterable[int | None]) -> None:
    """Lock rooms, after groups and dates: of two leaders who want one at the same time, the second sees the first."""
    wanted = sorted(pk for pk in set(ids) if pk)
    list(Venue.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk"))


def against_deed(activity: Activity, deed: Deed) -> list[Beyond]:
    """What is beyond the limits in a deed that asks for no time and no room."""
    return [] if deed in of(activity) else [Beyond(deed)]


def against_date(session: Session, slot: Slot, venue: Venue | None) -> list[Beyond]:
    """What is beyond the limits in giving one date this time and place. Three queries, and the group's leaders."""
    lasts = slot.ends_at - slot.starts_at
    asked = {
        Deed.MOVE: slot.starts_at != session.starts_at,
        Deed.LENGTH: lasts != session.ends_at - session.starts_at,
        Deed.PLACE: (venue.pk if venue else None) != session.venue_id,
    }
    allowed = of(session.activity)
    found = [Beyond(deed) for deed, is_asked in asked.items() if is_asked and deed not in allowed]
    if slot.day in closed_days(session.centre, slot.day, slot.day):
        found.append(Beyond.SHUT)
    wanted = Wanted(session.original_date, slot, venue.pk if venue else None, session.capacity)
    rooms = {venue.pk: venue} if venue else {}
    return found + _against(session.activity, [wanted], rooms, clashes.of_date(session, wanted))


def against_change(stored: Timetable, wished: Timetable, plan: Plan) -> list[Beyond]:
    """What is beyond the limits in a change of the whole group. Three queries, and the group's leaders."""
    activity = stored.activity
    allowed = of(activity)
    found = [Beyond.PAUSE] if _pauses(stored) != _pauses(wished) and Deed.PAUSE not in allowed else []
    for column in _columns(stored, wished):
        found += [Beyond(deed) for deed in TAKES.get(column, ()) if deed not in allowed]
        found += [] if column in TAKES else [Beyond.REST]
    wanted = plan.to_check
    rooms = Venue.objects.in_bulk({one.venue_id for one in wanted if one.venue_id})
    met = [clash for many in clashes.of(activity, wanted, activity.leaders.all()).values() for clash in many]
    return list(dict.fromkeys(found + _against(activity, wanted, rooms, met)))


def _pauses(timetable: Timetable) -> set[tuple[object, object]]:
    return {(one.first_day, one.last_day) for one in timetable.pauses}


def _columns(stored: Timetable, wished: Timetable) -> set[str]:
    """What differs on any day."""
    found: set[str] = set()
    for day in {one.since for one in (*stored.changes, *wished.changes)}:
        before, after = stored.at(day), wished.at(day)
        found |= {name for name in (*SCHEDULE_FIELDS, *WORD_FIELDS) if getattr(before, name) != getattr(after, name)}
        if stored.leaders_from(day) != wished.leaders_from(day):
            found.add(LEADERS)
    return found


def _against(
    activity: Activity, wanted: Iterable[Wanted], rooms: dict[int, Venue], met: Collection[Clash]
) -> list[Beyond]:
    """Hours of the places, and what else is on."""
    zone = activity.centre.zone
    spans = [
        (rooms.get(one.venue_id or 0), one.slot.starts_at.astimezone(zone), one.slot.ends_at.astimezone(zone))
        for one in wanted
    ]
    found = [Beyond.HOURS] if any(room and not room.is_open(start, end) for room, start, end in spans) else []
    found += [Beyond.ROOM] if any(clash.in_room for clash in met) else []
    return found + ([Beyond.BUSY] if any(not clash.in_room for clash in met) else [])
