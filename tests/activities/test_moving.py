"""Another date instead: of one person's place, and of the date itself."""

from datetime import date, time, timedelta

import pytest

from activities.choices import JoinMode
from activities.models import Booking, Session
from activities.services import bookings, enrolments, scheduling, sessions
from core.actors import PUBLIC, SYSTEM, Channel, Role, person_actor
from core.errors import Forbidden
from core.models import AuditEvent
from notifications.models import OutboxMessage
from tests.activities.test_bookings import book, own, refusal, session_of, states_of, taken
from tests.activities.test_enrolments import dates_of, group_of
from tests.factories.centres import VenueFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db


def move(booking, to, **fields):
    return bookings.move(booking, to=to, by=fields.pop("by", own(booking)), **fields)


def types_of(booking):
    rows = OutboxMessage.objects.filter(person=booking.person_id).order_by("pk")
    return list(rows.values_list("type", flat=True))


# --- A place ------------------------------------------------------------------------------------


def test_move_takes_the_new_place_and_gives_the_old_one_back():
    old, new = session_of(1), session_of(1)
    booking, waits = book(old, access_needs="a ramp", wants_lift=True), book(old)
    made = move(booking, new)
    assert states_of(booking, waits, made) == ["cancelled", "offered", "confirmed"]
    assert (made.session, made.access_needs, made.wants_lift) == (new, "a ramp", True)
    assert (taken(old), taken(new)) == (1, 1)
    assert types_of(booking) == ["place-confirmed", "place-confirmed"]


def test_move_to_a_full_date_keeps_the_old_place():
    old, new = session_of(1), session_of(1)
    booking = book(old)
    book(new)
    assert refusal(move, booking, new) == "no_seat_there"
    assert states_of(booking) == ["confirmed"]
    assert Booking.objects.filter(person=booking.person).count() == 1


def test_move_to_a_full_date_waits_there_where_that_is_wanted():
    old, new = session_of(1), session_of(1)
    booking = book(old)
    book(new)
    made = move(booking, new, wait=True)
    assert states_of(booking, made) == ["cancelled", "waitlisted"]
    assert (taken(old), taken(new)) == (0, 1)


def test_move_keeps_what_a_provider_sent():
    booking = book(session_of(1), by=SYSTEM, channel=Channel.PRESCRIPTION)
    assert move(booking, session_of(1)).channel == Channel.PRESCRIPTION


def test_move_within_a_standing_place_stays_part_of_it():
    group = group_of()
    first, second = dates_of(group)[:2]
    person = PersonFactory()
    booking = enrolments.at(enrolments.enrol(activity=group, person=person, channel=Channel.DESK, by=SYSTEM), first)
    bookings.cancel(Booking.objects.get(person=person, session=second), by=SYSTEM)
    made = move(booking, second, by=SYSTEM)
    assert (made.session, made.enrolment) == (second, booking.enrolment)


def test_move_from_the_waiting_list_promotes_nobody():
    old = session_of(1)
    placed, leaving, behind = book(old), book(old), book(old)
    made = move(leaving, session_of(1))
    assert states_of(placed, leaving, behind, made) == ["confirmed", "cancelled", "waitlisted", "confirmed"]


def test_move_of_an_offer_passes_it_on():
    old = session_of(1)
    placed, offered, behind = book(old), book(old), book(old)
    bookings.cancel(placed, by=own(placed))
    made = move(offered, session_of(1))
    assert states_of(offered, behind, made) == ["cancelled", "offered", "confirmed"]


def test_move_of_a_party_needs_seats_for_all():
    old, new = session_of(2), session_of(1)
    booking = book(old, companions=1)
    assert refusal(move, booking, new) == "no_seat_there"
    assert taken(move(booking, session_of(2)).session) == 2


def test_move_to_where_one_has_a_place_is_refused():
    old, new, person = session_of(), session_of(), PersonFactory()
    booking = book(old, person)
    book(new, person)
    assert refusal(move, booking, new) == "has_place_there"
    assert refusal(move, booking, old) == "has_place_there"


def test_move_of_what_was_given_back_is_refused():
    booking = book(session_of())
    bookings.cancel(booking, by=own(booking))
    assert refusal(move, booking, session_of()) == "booking_ended"


def test_move_from_or_to_a_date_that_is_over_or_cancelled_is_refused():
    booking, new = book(session_of()), session_of()
    assert refusal(move, booking, new, now=booking.session.starts_at) == "session_over"
    Session.objects.filter(pk=new.pk).update(starts_at=booking.created_at)
    assert refusal(move, booking, new) == "session_over"
    Session.objects.filter(pk=new.pk).update(state="cancelled")
    assert refusal(move, booking, new) == "session_cancelled"
    Session.objects.filter(pk=booking.session_id).update(state="cancelled")
    assert refusal(move, booking, session_of()) == "session_cancelled"


def test_move_to_where_one_cannot_sign_up_is_refused_and_the_place_stays():
    booking = book(session_of())
    assert refusal(move, booking, session_of(join_mode=JoinMode.INVITATION)) == "sign_up_by_call"
    assert refusal(move, booking, session_of(join_mode=JoinMode.COURSE)) == "join_the_course"
    assert states_of(booking) == ["confirmed"]


def test_move_by_a_stranger_is_forbidden_and_by_staff_of_the_centre_is_not():
    activity = group_of(5, join_mode=JoinMode.SIGN_UP, dates=2)
    old, new = dates_of(activity)
    booking = book(old)
    for actor in (PUBLIC, person_actor(PersonFactory().pk), staff_actor()):
        with pytest.raises(Forbidden):
            move(booking, new, by=actor)
    made = move(booking, new, by=staff_actor(centre=activity.centre).over(Channel.DESK))
    assert (made.state, made.channel) == ("confirmed", "desk")


# --- A date -------------------------------------------------------------------------------------


def put(session, days=1, hour=16, *, by=SYSTEM, **fields):
    session = Session.objects.select_related("centre").get(pk=session.pk)
    return sessions.move(session, day=session.day + timedelta(days=days), start_time=time(hour), by=by, **fields)


def test_moved_date_keeps_its_length_and_its_places():
    session = session_of()
    booking = book(session)
    moved = put(session)
    assert (moved.day, moved.local_start.time()) == (session.day + timedelta(days=1), time(16))
    assert moved.ends_at - moved.starts_at == session.ends_at - session.starts_at
    assert (moved.original_date, moved.own_time) == (session.original_date, True)
    assert states_of(booking) == ["confirmed"]


def test_moved_date_raises_the_revision_and_tells_everybody_once_per_move():
    session = session_of(1)
    rows = [book(session), book(session)]
    gone = book(session)
    bookings.cancel(gone, by=own(gone))
    before = Session.objects.get(pk=session.pk).revision
    assert put(session).revision == before + 1
    assert put(session).revision == before + 2
    assert put(session, days=0).revision == before + 2
    assert [types_of(row).count("session-moved") for row in (*rows, gone)] == [2, 2, 0]
    assert AuditEvent.objects.filter(action="session.moved", subject_id=session.pk).count() == 2


def test_moved_date_may_have_another_room():
    session = session_of()
    venue = VenueFactory(centre=session.centre)
    book(session)
    assert put(session, days=0, hour=14, venue=venue).venue == venue
    assert OutboxMessage.objects.filter(type="session-moved").count() == 1


def test_moved_date_is_left_alone_by_its_rule():
    activity = group_of(5, join_mode=JoinMode.SIGN_UP, dates=2)
    first, second = dates_of(activity)
    moved = put(first)
    activity.start_time = time(9)
    activity.save()
    until = activity.start_date + timedelta(weeks=1)
    done = scheduling.materialise(activity=activity, by=SYSTEM, until=until)
    assert (done.created, done.moved, done.deleted, done.cancelled) == (0, 1, 0, 0)
    assert Session.objects.get(pk=first.pk).starts_at == moved.starts_at
    second.refresh_from_db()
    assert Session.objects.select_related("centre").get(pk=second.pk).local_start.time() == time(9)


@pytest.mark.parametrize("by_rule", [False, True])
def test_offer_is_never_held_into_the_last_hours_before_the_new_start(by_rule):
    activity = group_of(1, join_mode=JoinMode.SIGN_UP, dates=1, start_time=time(20))
    (session,) = dates_of(activity)
    now = session.starts_at - timedelta(hours=20)
    placed, queued = book(session, now=now), book(session, now=now)
    bookings.cancel(placed, by=own(placed), now=now)
    Booking.objects.filter(pk=queued.pk).update(offer_until=session.starts_at - timedelta(hours=3))
    if by_rule:
        activity.start_time = time(16)
        activity.save()
        scheduling.materialise(activity=activity, by=SYSTEM, until=session.day, now=now)
    else:
        put(session, days=0, hour=16, now=now)
    queued.refresh_from_db()
    session.refresh_from_db()
    assert queued.offer_until == session.starts_at - timedelta(hours=2)


def test_offer_ends_at_once_where_the_date_comes_into_the_last_hours():
    session = session_of(1)
    placed, queued = book(session), book(session)
    now = session.starts_at - timedelta(hours=5)
    bookings.cancel(placed, by=own(placed), now=session.starts_at - timedelta(hours=30))
    Booking.objects.filter(pk=queued.pk).update(offer_until=now + timedelta(hours=2))
    put(session, days=0, hour=10, now=now)
    queued.refresh_from_db()
    assert queued.offer_until == now


def test_date_is_not_moved_from_or_into_the_past_nor_once_it_is_cancelled():
    session = session_of()
    assert refusal(put, session, now=session.starts_at) == "date_in_the_past"
    assert refusal(put, session, days=-30, now=session.starts_at - timedelta(days=1)) == "date_in_the_past"
    sessions.cancel(session, by=SYSTEM)
    assert refusal(put, session) == "session_cancelled"


def test_changing_a_date_is_for_coordinators_and_managers_of_the_centre():
    session = session_of()
    here = {"centre": session.centre}
    for actor in (PUBLIC, person_actor(PersonFactory().pk), staff_actor(), staff_actor(Role.LINK_WORKER, **here)):
        for call in (
            lambda actor=actor: put(session, by=actor),
            lambda actor=actor: sessions.resize(session, capacity=11, by=actor),
            lambda actor=actor: sessions.cancel(session, by=actor),
        ):
            with pytest.raises(Forbidden):
                call()
    for role in (Role.COORDINATOR, Role.MANAGER):
        put(session, by=staff_actor(role, **here))


def test_moving_over_the_clock_change_keeps_the_hour_on_the_wall():
    session = session_of(start_date=date(2027, 3, 10))
    session = Session.objects.select_related("centre").get(pk=session.pk)
    moved = sessions.move(
        session, day=date(2027, 3, 15), start_time=time(14), by=SYSTEM, now=session.activity.published_at
    )
    assert (moved.local_start.hour, moved.local_end - moved.local_start) == (14, timedelta(minutes=90))
