"""Asking a champion to phone somebody or to meet them at the door, and what comes of it."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from activities import states
from activities.choices import JoinMode
from activities.models import (
    Activity,
    ActivityState,
    Booking,
    CallKind,
    CallState,
    InviteCall,
    Session,
)
from activities.models.invite_call import MOST_TRIES
from activities.notices import is_soon
from activities.services import bookings, call_choices, enrolments, invitations, signing_up
from champions.models import Champion
from core import clock
from core.actors import Actor, Channel
from core.errors import DomainError
from core.policies import require
from notifications.services.outbox import notify
from people.models import ContactPoint, Person
from people.models.contact import ContactKind

OPEN_FOR = timedelta(days=7)  # what the form suggests
LONGEST = timedelta(days=21)
AT_ONCE = timedelta(hours=3)  # so shortly before the date nobody waits for somebody else to be found
AFTER_THE_DATE = timedelta(days=3)  # so long can a champion write down whether the two met


@transaction.atomic
def ask(
    *,
    person: Person,
    champion: Champion,
    activity: Activity,
    point: ContactPoint,
    script: str,
    until: date,
    by: Actor,
    session: Session | None = None,
    through_line: bool = False,
    may_name: bool = False,
    now: datetime | None = None,
) -> InviteCall:
    """Ask a champion to phone somebody and invite them. `session` empty: to any date of the group.

    Raises `Forbidden`, and `DomainError` with the code of what is missing: first of all the person's consent.
    """
    now = now or clock.now()
    _check(person, champion, activity, session, by=by, now=now)
    if point.person_id != person.pk or point.kind == ContactKind.EMAIL:
        raise DomainError("no_number_to_call")
    ends = _end_of(until, activity, session)
    if not now < ends <= now + LONGEST + timedelta(days=1):
        raise DomainError("call_until")
    call = InviteCall(
        kind=CallKind.INVITE,
        centre=activity.centre,
        champion=champion,
        person=person,
        activity=activity,
        session=session,
        point=point,
        through_line=through_line,
        may_name=may_name,
        script=script.strip(),
        until=ends,
        asked_at=now,
        asked_by_id=by.user_id,
    )
    return _begin(call, by=by)


@transaction.atomic
def accompany(
    *,
    booking: Booking,
    champion: Champion,
    where: str,
    sign: str,
    by: Actor,
    may_name: bool = False,
    now: datetime | None = None,
) -> InviteCall:
    """Ask a champion to meet somebody at the door of a date at which they have a place. The person is told.

    Raises as `ask` does.
    """
    now = now or clock.now()
    session = booking.session
    _check(booking.person, champion, session.activity, session, by=by, now=now)
    if not booking.is_active:
        raise DomainError("booking_ended")
    call = InviteCall(
        kind=CallKind.ACCOMPANY,
        centre=session.centre,
        champion=champion,
        person=booking.person,
        activity=session.activity,
        session=session,
        booking=booking,
        may_name=may_name,
        where=where.strip(),
        sign=sign.strip(),
        until=session.ends_at + AFTER_THE_DATE,
        asked_at=now,
        asked_by_id=by.user_id,
    )
    _begin(call, by=by)
    urgent = is_soon(session.starts_at, now)
    notify("met-at-door", person=call.person, about=call, centre_id=call.centre_id, urgent=urgent)
    return call


def _check(
    person: Person, champion: Champion, activity: Activity, session: Session | None, *, by: Actor, now: datetime
) -> None:
    """Whether this may be asked of this champion, about this person. "Do not contact" wins over everything."""
    require(by, "activities.ask_champion", activity)
    require(by, "people.change", person)
    if call_choices.wants_no_contact(person):
        raise DomainError("wants_no_contact")
    if not call_choices.agrees(person):
        raise DomainError("no_consent_to_calls")
    if champion.centre_id != activity.centre_id or not champion.is_active or champion.person_id == person.pk:
        raise DomainError("champion_not_free")
    if not call_choices.signed([champion], on=timezone.localdate(now)):
        raise DomainError("champion_not_signed")
    if activity.state != ActivityState.PUBLISHED:
        raise DomainError("not_on_site")
    if session is not None and session.is_cancelled:
        raise DomainError("session_cancelled")
    if session is not None and session.starts_at <= now:
        raise DomainError("session_over")


def _end_of(until: date, activity: Activity, session: Session | None) -> datetime:
    """The end of that day at the centre; nobody is invited to a date that has begun."""
    ends = datetime.combine(until + timedelta(days=1), time(0), activity.centre.zone)
    return ends if session is None else min(ends, session.starts_at)


def _begin(call: InviteCall, *, by: Actor) -> InviteCall:
    if InviteCall.objects.open().filter(person=call.person, activity=call.activity, kind=call.kind).exists():
        raise DomainError("asked_already")
    if call.is_invite and call.activity.join_mode == JoinMode.INVITATION:
        invitations.invite(activity=call.activity, person=call.person, by=by, now=call.asked_at)
    states.invite_calls.begin(call, CallState.OPEN, "ask", by=by)
    notify("champion-asked", person=call.champion.person, about=call, centre_id=call.centre_id)
    return call


@transaction.atomic
def take_back(call: InviteCall, *, by: Actor, quiet: bool = False, now: datetime | None = None) -> InviteCall:
    """It is not asked any more; out of the champion's sight at once. Raises `Forbidden`, `Moved`."""
    require(by, "activities.ask_champion", call)
    now = now or clock.now()
    states.invite_calls.move(call, "take_back", by=by, ended_at=now)
    if not quiet:
        notify("champion-not-needed", person=call.champion.person, about=call, centre_id=call.centre_id)
        _tell_nobody_comes(call, now)
    return call


@transaction.atomic
def cannot(call: InviteCall, *, by: Actor, now: datetime | None = None) -> InviteCall:
    """The champion cannot do it: staff ask somebody else. Raises `Forbidden`, `Moved`."""
    require(by, "activities.answer_call", call)
    now = now or clock.now()
    states.invite_calls.move(call, "cannot", by=by, ended_at=now)
    _tell_nobody_comes(call, now)
    return call


def _tell_nobody_comes(call: InviteCall, now: datetime) -> None:
    """Only whoever is met at a door hears of it, and only where nobody else is found meanwhile (`asking_notices`)."""
    if call.session is not None and not call.is_invite:
        urgent = call.session.starts_at - now < AT_ONCE
        notify("door-off", person=call.person, about=call, centre_id=call.centre_id, urgent=urgent)


@transaction.atomic
def say_yes(call: InviteCall, *, by: Actor, session: Session | None = None, now: datetime | None = None) -> Booking:
    """The person would like to come: a place by the one door, at the date that was asked for or was chosen.

    Raises `Forbidden`, `Moved`, `DomainError("choose_a_date")`, and as `bookings.book` does.
    """
    require(by, "activities.answer_call", call)
    now = now or clock.now()
    booking = _place(call, call.session or session, by=by, now=now)
    states.invite_calls.move(call, "yes", by=by, booking=booking, tries=call.tries + 1, ended_at=now)
    return booking


def _place(call: InviteCall, session: Session | None, *, by: Actor, now: datetime) -> Booking:
    if call.activity.join_mode == JoinMode.COURSE:
        made = enrolments.enrol(
            activity=call.activity, person=call.person, channel=Channel.VOICE, by=by.over(Channel.VOICE), now=now
        )
        return enrolments.at(made, signing_up.coming_dates(call.activity, now=now)[0])
    if session is None or session.activity_id != call.activity_id:
        raise DomainError("choose_a_date")
    return bookings.book(
        session=session, person=call.person, channel=Channel.VOICE, by=by.over(Channel.VOICE), now=now
    )


ENDS = {"not_now", "wrong_number", "met", "not_met"}
TRIES = {"no_answer", "think"}


@transaction.atomic
def record(call: InviteCall, result: str, *, after: int, by: Actor, now: datetime | None = None) -> InviteCall:
    """What came of a call or of meeting, but a yes. `after` is how many tries there were when it was written: what is
    sent twice counts once. After so many tries it ends by itself.

    Raises `Forbidden`, `Moved`, `KeyError` for what is no result, `DomainError("too_early_to_say")`.
    """
    require(by, "activities.answer_call", call)
    if result not in ENDS | TRIES:
        raise KeyError(result)
    now = now or clock.now()
    if result in {"met", "not_met"} and (call.is_invite or call.session is None or call.session.starts_at > now):
        raise DomainError("too_early_to_say")
    if after != call.tries:
        return call
    tries = call.tries + 1
    if result in TRIES and tries >= MOST_TRIES:
        result = {"no_answer": "give_up", "think": "not_now"}[result]
    ended_at = None if result in TRIES else now
    return states.invite_calls.move(call, result, by=by, tries=tries, ended_at=ended_at)


def dates_to_choose(call: InviteCall, *, now: datetime) -> list[Session]:
    """The dates at which a yes can have its place, where the champion asks which. At most one query."""
    if call.session is not None or call.activity.join_mode == JoinMode.COURSE:
        return []
    return signing_up.coming_dates(call.activity, now=now)[: call_choices.DATES_OF_A_GROUP]


def forget(person_id: int, *, by: Actor) -> None:
    """What is open about somebody is taken back, and the words about them go."""
    for call in InviteCall.objects.open().filter(person=person_id).with_all():
        take_back(call, by=by, quiet=True)
    InviteCall.objects.filter(person=person_id).update(script="", where="", sign="", point=None)
