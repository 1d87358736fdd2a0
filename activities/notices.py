"""The messages of this room: what each is about. Their words are in `templates/notifications/`."""

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy

from activities.models import (
    Activity,
    ActivityState,
    Attendance,
    Booking,
    BookingState,
    ChangeRequest,
    Proposal,
    Register,
    Session,
    Worry,
    WorryState,
)
from activities.models.booking import ACTIVE
from activities.models.details import GroupDetails
from centres.models import Centre
from core import clock, links
from core.actors import Channel
from notifications.models import Reminders
from notifications.registry import Asks, Context, register
from notifications.services.outbox import notify

# By text: 1 is yes, 2 is no (activities.sms).
YES_OR_NO = Asks("own-place", lambda booking_id: [[booking_id, "yes"], [booking_id, "no"]])
PLACE = "place"  # the purpose of the signed link to one booking
NEXT_DATES = 3  # a message about several dates names so many
EDITING = timedelta(minutes=30)  # whoever moves a date may move it once more
CORRECTING = timedelta(hours=1)  # whoever closes a register may find that somebody did come
SOON = timedelta(hours=24)  # what changes so shortly before the start is said at once, by the quickest way
# How long before the start each reminder still says something: later the next one says it, or nobody needs it.
REMINDS_UNTIL = {Reminders.DAY_BEFORE: timedelta(hours=3), Reminders.TWO_HOURS: timedelta(0)}


def place_token(booking: Booking) -> str:
    """The signed part of the address of one's own place."""
    return links.make(PLACE, str(booking.public_id))


def load_proposals(ids: Collection[int]) -> dict[int, Context]:
    rows = Proposal.objects.filter(pk__in=ids).select_related("centre")
    return {row.pk: {"proposal": row, "centre": row.centre, "group": _named(row)} for row in rows}


def load_bookings(ids: Collection[int]) -> dict[int, Context]:
    rows = Booking.objects.filter(pk__in=ids).select_related("session__activity", "session__centre", "session__venue")
    return {row.pk: _of_booking(row) for row in rows}


def load_sessions(ids: Collection[int]) -> dict[int, Context]:
    """With how many come, wait for a place, or think of coming: numbers and no names."""
    counted = {
        "coming": Coalesce(Sum("bookings__seats", filter=Q(bookings__state=BookingState.CONFIRMED)), 0),
        "waiting": Count("bookings", filter=Q(bookings__state=BookingState.WAITLISTED)),
        "thinking": Count("bookings", filter=Q(bookings__state=BookingState.THINKING)),
    }
    rows = Session.objects.filter(pk__in=ids).select_related("activity", "centre", "substitute").annotate(**counted)
    return {row.pk: {**_of_session(row), **{name: getattr(row, name) for name in counted}} for row in rows}


def load_registers(ids: Collection[int]) -> dict[int, Context]:
    rows = Register.objects.filter(pk__in=ids).select_related("session__activity", "session__centre")
    return {row.pk: {"register": row, **_of_session(row.session)} for row in rows}


def load_groups(ids: Collection[int]) -> dict[int, Context]:
    rows = Activity.objects.filter(pk__in=ids).select_related("centre")
    return {row.pk: {"activity": row, "centre": row.centre, "group": _named(row)} for row in rows}


def load_worries(ids: Collection[int]) -> dict[int, Context]:
    """Nothing of what was written: the message says only that there is something to read."""
    rows = Worry.objects.filter(pk__in=ids).select_related("session__centre")
    return {row.pk: {"worry": row, "centre": row.session.centre} for row in rows}


def load_change_requests(ids: Collection[int]) -> dict[int, Context]:
    """Nothing of what was asked or answered: that stands on one's page and at the desk."""
    rows = ChangeRequest.objects.filter(pk__in=ids).select_related("activity", "centre")
    return {row.pk: {"asked": row, "centre": row.centre, "group": _named(row.activity)} for row in rows}


def load_changes(ids: Collection[int]) -> dict[int, Context]:
    """The next dates of the person's own places in the group, and those that are off, as things are now."""
    found = load_bookings(ids)
    for context in found.values():
        booking = context["booking"]
        theirs = Booking.objects.active().filter(person=booking.person_id, session__starts_at__gt=clock.now())
        rows = theirs.filter(session__activity=booking.session.activity_id).select_related("session")
        sessions = [row.session for row in rows.order_by("session__starts_at")]
        for session in sessions:
            session.centre = context["centre"]
        context["next"] = [one for one in sessions if not one.is_cancelled][:NEXT_DATES]
        context["off"] = [one for one in sessions if one.is_cancelled][:NEXT_DATES]
    return found


def _of_session(session: Session) -> Context:
    return {"session": session, "centre": session.centre, "group": _named(session.activity)}


def _of_booking(booking: Booking) -> Context:
    session = booking.session
    return {
        "booking": booking,
        "session": session,
        "centre": session.centre,
        "group": _named(session.activity),
        "place": "" if session.activity.sensitive or not session.venue else session.venue.name,
        "until": booking.offer_until.astimezone(session.centre.zone) if booking.offer_until else None,
        "address": partial(place_address, booking),
    }


def place_address(booking: Booking) -> str:
    """All of the address of one's own place, in the active language."""
    return settings.PUBLIC_BASE_URL + reverse("place:show", args=[place_token(booking)])


def _name(group: GroupDetails) -> str:
    """A sensitive group is not named on a telephone that others may read."""
    return "" if group.sensitive else group.title


# Named when the message is put into words: only then its language is known.
_named = lazy(_name, str)


def name_of(group: GroupDetails) -> Any:
    """The name of a group as messages of other modules may say it."""
    return _named(group)


def sample(centre: Centre) -> Context:
    """What a message about a place may look like: next Tuesday at two."""
    today = clock.now().astimezone(centre.zone).date()
    tuesday = today + timedelta(days=(1 - today.weekday()) % 7 or 7)
    start = datetime.combine(tuesday, time(14), centre.zone)
    return {
        "session": SimpleNamespace(local_start=start),
        "centre": centre,
        "group": gettext_lazy("Card Night"),
        "until": start - timedelta(days=1),
        "person": SimpleNamespace(first_name="Rosa"),
    }


def sample_of_changes(centre: Centre) -> Context:
    context = sample(centre)
    return {**context, "next": [context["session"]], "off": []}


def is_active(context: Context) -> bool:
    """Once the place was given back, the message would be wrong."""
    return context["booking"].state in ACTIVE


def has_date(context: Context) -> bool:
    """Nor is it right any more once the date was called off."""
    return is_active(context) and not context["session"].is_cancelled


def is_off(context: Context) -> bool:
    """… nor that it was, once it happens after all."""
    return is_active(context) and context["session"].is_cancelled


def is_ahead(context: Context) -> bool:
    """A reminder is right as long as the date is ahead, and at the time of which it spoke."""
    session, message = context["session"], context["message"]
    left = session.starts_at - clock.now()
    keys = [reminder_key(lead, session) for lead, least in REMINDS_UNTIL.items() if left > least]
    return not session.is_cancelled and any(message.key.endswith(f":{key}") for key in keys)


def is_expected(context: Context) -> bool:
    """… and for whoever has a place."""
    return context["booking"].state == BookingState.CONFIRMED and is_ahead(context)


def is_missed(context: Context) -> bool:
    """A mark may be corrected."""
    booking = context["booking"]
    return booking.state == BookingState.CONFIRMED and booking.attendance == Attendance.MISSED


def is_waiting(context: Context) -> bool:
    """Once they have a place or gave up, a free seat is no news."""
    return context["booking"].state == BookingState.WAITLISTED


def is_offered(context: Context) -> bool:
    """Once the offer was answered, there is nothing left to say."""
    return context["booking"].state == BookingState.OFFERED


def is_unfinished(context: Context) -> bool:
    return not context["register"].is_closed


def is_asked(context: Context) -> bool:
    """Once somebody said that it goes on, there is nothing to ask."""
    return context["activity"].state == ActivityState.PUBLISHED and context["activity"].asked_at is not None


def is_hidden(context: Context) -> bool:
    return context["activity"].state == ActivityState.DORMANT


def is_open(context: Context) -> bool:
    """Once it is answered, nothing waits."""
    return context["asked"].is_open


def stands_in(context: Context) -> bool:
    """Somebody else may do so by now, or the date be off or over."""
    session = context["session"]
    is_them = session.substitute is not None and session.substitute.person_id == context["message"].person_id
    return is_them and not session.is_cancelled and session.ends_at > clock.now()


def stands_in_no_more(context: Context) -> bool:
    session = context["session"]
    is_them = session.substitute is not None and session.substitute.person_id == context["message"].person_id
    return not is_them and session.ends_at > clock.now()


def is_unread(context: Context) -> bool:
    return context["worry"].state == WorryState.NEW


def reminder_key(lead: Reminders, session: Session) -> str:
    """A date that gets another time is reminded of anew."""
    return f"{lead}@{session.starts_at.astimezone(UTC):%Y%m%dT%H%M}"


# Whoever stands in the room, or reads our answer to their text, need not be told again.
TOLD_AT_ONCE = frozenset({Channel.WALK_IN, Channel.SMS})


def is_soon(starts_at: datetime, now: datetime) -> bool:
    return now <= starts_at <= now + SOON


def tell(slug: str, booking: Booking, *, key: str = "", channel: Channel | None = None, urgent: bool = False) -> None:
    """Owe the person of a booking this message about it, unless they hear it at once by the `channel` in use.

    Needs `person` and `session` loaded.
    """
    if channel in TOLD_AT_ONCE:
        return
    notify(slug, person=booking.person, about=booking, key=key, centre_id=booking.session.centre_id, urgent=urgent)


for slug in ("proposal-approved", "proposal-changes", "proposal-declined"):
    register(slug, load=load_proposals)
for slug in ("place-confirmed", "place-waitlisted", "course-confirmed", "course-waitlisted", "standing-place"):
    register(slug, load=load_bookings, holds=has_date, own_places=True, sample=sample)
HEARD: dict[str, Any] = {"load": load_bookings, "call": True, "own_places": True, "sample": sample}
register("session-cancelled", holds=is_off, **HEARD)
register("group-ended", holds=is_active, **HEARD)
register("session-moved", holds=has_date, wait=EDITING, **HEARD)
register("dates-changed", wait=EDITING, **{**HEARD, "load": load_changes, "sample": sample_of_changes})
for slug in ("place-cancelled", "offer-lapsed", "standing-ended"):
    register(slug, load=load_bookings, own_places=True, sample=sample)
for slug in ("place-offered", "course-offered"):
    register(slug, holds=is_offered, asks=YES_OR_NO, **HEARD)
register("place-free", holds=is_waiting, asks=YES_OR_NO, **HEARD)
register("place-reminder", load=load_bookings, holds=is_expected, own_places=True, asks=YES_OR_NO, sample=sample)
register("missed-you", load=load_bookings, holds=is_missed, own_places=True, wait=CORRECTING, sample=sample)
register("session-ahead", load=load_sessions, holds=is_ahead)
register("register-open", load=load_registers, holds=is_unfinished)
register("still-going", load=load_groups, holds=is_asked, call=True)
register("group-hidden", load=load_groups, holds=is_hidden, call=True)
register("worry-reported", load=load_worries, holds=is_unread, call=True, to_staff=True)
register("stand-in", load=load_sessions, holds=stands_in, call=True)
register("stand-in-over", load=load_sessions, holds=stands_in_no_more, call=True)
register("change-asked", load=load_change_requests, holds=is_open, to_staff=True)
for slug in ("change-done", "change-declined"):
    register(slug, load=load_change_requests)
