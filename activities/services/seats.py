"""Seats: the one place that counts them, always under the lock of the session's row."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q, Sum

from activities import states
from activities.choices import JoinMode
from activities.models import Activity, Booking, BookingState, Session
from activities.models.session import SessionQuerySet
from activities.notices import tell
from centres.models.centre import LastHours
from core.actors import Actor, Channel
from core.errors import DomainError

# An offer is held for a quarter of the time that is left, but neither longer than a day nor shorter than half an hour.
OFFER_LASTS = timedelta(hours=24)
OFFER_LASTS_AT_LEAST = timedelta(minutes=30)


def lock(session_id: int) -> Session:
    """The session's row, locked until the transaction ends. Everything that counts or gives seats begins here.

    Lock order in this room: activity, session, booking; of several sessions the lowest id first. Raises
    `DomainError("session_cancelled")` where the schedule took the date away meanwhile.
    """
    return _locked(Session.objects.select_related("activity", "centre", "venue"), session_id)


def lock_group(activity_id: int) -> Activity:
    """The activity's row, locked before its dates by whatever touches several of them.

    Like all locks of this room, not against references to it: with foreign keys that are checked at the commit, a
    change of one date would else wait for whoever locked the group and waits for that date.
    """
    rows = Activity.objects.select_for_update(of=("self",), no_key=True).select_related("centre")
    return rows.get(pk=activity_id)


def lock_dates(activity: Activity, *, now: datetime) -> dict[int, Session]:
    """All coming dates of a group by their key, those that are off too, locked in the room's order. One query.

    For whoever touches several and finds out on the way which: a lock taken later could be out of order. Needs the
    activity's own lock before.
    """
    rows = activity.sessions.filter(starts_at__gt=now).select_related("activity", "centre", "venue")
    return {row.pk: row for row in rows.select_for_update(of=("self",), no_key=True).order_by("pk")}


def lock_known(session: Session) -> Session:
    """As `lock`, for a session whose activity and centre are loaded: only its own row is read again, and the others
    wait the shorter; all of it where the group was changed since. What the centre decided may be a moment old.
    """
    known = session._state.fields_cache
    if not {"activity", "centre"} <= known.keys():
        return lock(session.pk)
    locked = _locked(Session.objects.annotate(group_modified_at=F("activity__modified_at")), session.pk)
    if locked.group_modified_at != known["activity"].modified_at:  # type: ignore[attr-defined]
        return lock(session.pk)
    locked.activity, locked.centre = known["activity"], known["centre"]
    if "venue" in known and locked.venue_id == session.venue_id:
        locked.venue = known["venue"]
    return locked


def _locked(rows: SessionQuerySet, session_id: int) -> Session:
    try:
        return rows.select_for_update(of=("self",), no_key=True).get(pk=session_id)
    except Session.DoesNotExist as error:
        raise DomainError("session_cancelled") from error


@dataclass
class Room:
    """What is free at a session, and for whom. A promise only under the lock.

    `free` is None where as many can come as like to. Seats that are kept and not filled yet are free for those for
    whom they are kept, and for nobody else.
    """

    taken: int
    free: int | None
    kept_for_newcomers: int
    kept_for_prescribed: int

    def left_for(self, booking: Booking) -> int | None:
        """How many seats somebody could have; None for as many as they like."""
        if self.free is None:
            return None
        kept = 0 if booking.is_newcomer else self.kept_for_newcomers
        kept += 0 if booking.channel == Channel.PRESCRIPTION else self.kept_for_prescribed
        return max(0, self.free - kept)

    def fits(self, booking: Booking, seats: int | None = None) -> bool:
        """Whether the booking's seats (or so many more) are free for it."""
        left = self.left_for(booking)
        return left is None or left >= (booking.seats if seats is None else seats)


def room(session: Session, *, now: datetime) -> Room:
    """What is free. Needs the lock, and `activity` loaded. One query where seats are kept just now, none elsewhere."""
    taken = session.seats_taken
    free = None if session.capacity is None else session.capacity - taken
    newcomers, prescribed = session.activity.newcomer_seats, session.activity.prescribed_seats
    if not (newcomers or prescribed) or now >= kept_until(session):
        return Room(taken, free, 0, 0)
    filled = Booking.objects.filter(session=session).holding_seats()
    counted = filled.aggregate(
        newcomers=Sum("seats", filter=Q(is_newcomer=True), default=0),
        prescribed=Sum("seats", filter=Q(channel=Channel.PRESCRIPTION), default=0),
    )
    return Room(taken, free, max(0, newcomers - counted["newcomers"]), max(0, prescribed - counted["prescribed"]))


def waiting_at(session: Session) -> int:
    """How many wait for a place. One query."""
    return Booking.objects.filter(session=session, state=BookingState.WAITLISTED).count()


def kept_until(session: Session) -> datetime:
    """Until when the activity keeps seats for newcomers and for whom a provider sends. Needs `activity`."""
    return session.starts_at - timedelta(hours=session.activity.kept_until_hours)


def write(session: Session, taken: int) -> None:
    """Write down how many seats are held. Needs the lock."""
    session.seats_taken = taken
    Session.objects.filter(pk=session.pk).update(seats_taken=taken)


def recount(session: Session) -> None:
    """Count the seats that confirmed and offered bookings hold, and write it down. Needs the lock."""
    rows = Booking.objects.filter(session=session).holding_seats()
    write(session, rows.aggregate(total=Sum("seats", default=0))["total"])


def last_hours_from(session: Session) -> datetime:
    """From here on nobody waits for an answer: the centre's rule for the last hours decides. Needs `centre`."""
    return session.starts_at - timedelta(hours=session.centre.last_hours)


def answer_by(session: Session, now: datetime) -> datetime | None:
    """Until when an offer made now is held: the nearer the session, the shorter. None in the last hours."""
    left = last_hours_from(session) - now
    if left <= timedelta(0):
        return None
    return now + max(min(OFFER_LASTS, left / 4), min(OFFER_LASTS_AT_LEAST, left))


def can_take(booking: Booking, session: Session, now: datetime, *, by_staff: bool = False) -> bool:
    """Whether somebody who waits could have a free seat for the asking: in the last hours, where the first reply
    wins; or by staff, who go down the call list."""
    if booking.state != BookingState.WAITLISTED or not last_hours_from(session) <= now < session.starts_at:
        return False
    has_seats = session.seats_left is None or session.seats_left >= booking.seats
    return has_seats and (by_staff or session.centre.last_hours_rule == LastHours.FIRST_REPLY)


def is_claimed(session: Session, found: Room, now: datetime) -> bool:
    """Whether what is free belongs to somebody on the list, so that whoever comes now waits behind them: a party
    whose turn it is; who is about to be offered what was kept; in the last hours, the next on the call list. At most
    one query, and none where nothing of the kind can be.
    """
    group, holds = session.activity, timedelta(hours=session.centre.party_holds_hours)
    is_late = now >= last_hours_from(session)
    if is_late:
        may_be = session.centre.last_hours_rule == LastHours.CALL_LIST
    else:
        may_be = bool(holds or group.newcomer_seats or group.prescribed_seats)
    if not may_be or group.join_mode == JoinMode.COURSE:
        return False
    return any(
        found.fits(row) or (not is_late and row.turn_at is not None and now < row.turn_at + holds)
        for row in Booking.objects.filter(session=session).waiting()
    )


def offer_free_seats(session: Session, *, by: Actor, now: datetime) -> list[Booking]:
    """Offer what is free to those who wait, first come first, and hold it until the deadline. Needs the lock.

    A party too large for what is free keeps its turn for as long as the centre says; then a smaller one behind it
    goes first. In the last hours nothing is held: all who wait hear of a free seat where the first reply wins. A
    course's places go as a whole (`courses.offer`).
    """
    if session.is_cancelled or session.starts_at <= now or session.activity.join_mode == JoinMode.COURSE:
        return []
    deadline = answer_by(session, now)
    found = room(session, now=now)
    waiting = Booking.objects.filter(session=session).waiting().select_related("person")
    if deadline is None:
        if session.centre.last_hours_rule == LastHours.FIRST_REPLY:
            for booking in (row for row in waiting if found.fits(row)):
                tell("place-free", booking, key=now.isoformat())
        return []
    offered = []
    for booking in waiting:
        if found.free == 0:
            break
        if found.fits(booking):
            offer(booking, deadline, by=by)
            write(session, session.seats_taken + booking.seats)
            found = room(session, now=now)
            offered.append(booking)
        elif _keeps_turn(booking, found, session, now):
            break
    return offered


def offer(booking: Booking, deadline: datetime, *, by: Actor, quiet: bool = False) -> None:
    """Hold the booking's seats for it until the deadline. Needs the lock."""
    states.bookings.move(booking, "offer", by=by, offer_until=deadline, turn_at=None)
    if not quiet:
        tell("place-offered", booking, key=deadline.isoformat())


def _keeps_turn(booking: Booking, found: Room, session: Session, now: datetime) -> bool:
    """Whether a party for which some but too few seats are free lets nobody pass yet; notes when its turn came."""
    holds = timedelta(hours=session.centre.party_holds_hours)
    if not holds or not found.left_for(booking):
        return False
    if booking.turn_at is None:
        booking.turn_at = now
        booking.save(update_fields=["turn_at"])
    return now < booking.turn_at + holds
