"""How people join a group: what a change of the rules does, and whom it touches."""

from datetime import timedelta

import pytest

from activities.choices import JoinMode
from activities.models import Activity, Session
from activities.services import bookings, invitations, joining, sessions
from activities.services.joining import Why
from core.actors import PUBLIC, SYSTEM, Channel, Role, person_actor
from core.errors import Forbidden
from core.models import AuditEvent
from tests.activities.test_bookings import book, own, refusal, session_of, states_of
from tests.activities.test_enrolments import dates_of, enrol, group_of
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db


def change(activity, by=SYSTEM, **rules):
    return joining.change(activity, by=by, **rules)


def touched(activity, **fields):
    group = Activity.objects.get(pk=activity.pk)
    return [(one.booking, one.why) for one in joining.touched(group, by=SYSTEM, **fields)]


def capacity_of(session):
    return Session.objects.get(pk=session.pk).capacity


# --- Changing -----------------------------------------------------------------------------------


def test_change_writes_the_rules_and_records_which():
    activity = session_of(10).activity
    changed = change(activity, join_mode=JoinMode.STANDING, newcomer_seats=2, kept_until_hours=48, capacity=10)
    assert (changed.join_mode, changed.newcomer_seats, changed.kept_until_hours) == (JoinMode.STANDING, 2, 48)
    event = AuditEvent.objects.get(action="activity.joining_changed")
    assert event.detail["rules"] == ["join_mode", "kept_until_hours", "newcomer_seats"]


def test_change_of_nothing_records_nothing():
    activity = session_of(10).activity
    change(activity, capacity=10)
    assert not AuditEvent.objects.filter(action="activity.joining_changed").exists()


def test_change_of_what_is_no_rule_is_an_error():
    with pytest.raises(TypeError, match="title_en"):
        change(session_of().activity, title_en="Cards")


def test_more_seats_reach_the_coming_dates_and_are_offered_at_once():
    session = session_of(1)
    book(session)
    waits = book(session)
    change(session.activity, capacity=2)
    assert (capacity_of(session), states_of(waits)) == (2, ["offered"])


def test_fewer_seats_never_fall_below_what_is_given():
    session = session_of(5)
    for _ in range(3):
        book(session)
    change(session.activity, capacity=2)
    assert capacity_of(session) == 3


def test_past_cancelled_and_hand_counted_dates_keep_their_seats():
    activity = group_of(5, dates=4)
    past, cancelled, by_hand, coming = dates_of(activity)
    sessions.cancel(cancelled, by=SYSTEM)
    sessions.resize(by_hand, capacity=7, by=SYSTEM)
    joining.change(activity, capacity=9, by=SYSTEM, now=past.starts_at)
    assert [capacity_of(one) for one in (past, cancelled, by_hand, coming)] == [5, 5, 7, 9]


def test_more_kept_seats_than_there_are_is_refused():
    activity = session_of(3).activity
    assert refusal(change, activity, newcomer_seats=2, prescribed_seats=2) == "kept_too_many"
    activity.refresh_from_db()
    assert (activity.newcomer_seats, activity.prescribed_seats) == (0, 0)


def test_change_is_for_coordinators_and_managers_of_the_centre():
    leader = ChampionFactory()
    activity = session_of(5, centre=leader.centre, leaders=[leader]).activity
    here = {"centre": leader.centre}
    for actor in (PUBLIC, person_actor(leader.person_id), staff_actor(), staff_actor(Role.LINK_WORKER, **here)):
        with pytest.raises(Forbidden):
            change(activity, by=actor, capacity=6)
    for number, role in enumerate((Role.COORDINATOR, Role.MANAGER)):
        assert change(activity, by=staff_actor(role, **here), capacity=7 + number).capacity == 7 + number


# --- Whom it touches ----------------------------------------------------------------------------


def test_nobody_is_touched_whom_the_rules_fit():
    session = session_of(5)
    book(session, companions=1)
    assert touched(session.activity) == []


def test_touched_whoever_is_not_invited():
    session = session_of(5)
    invited, sent, by_desk = PersonFactory(), PersonFactory(), PersonFactory()
    row = book(session)
    book(session, invited)
    book(session, sent, by=SYSTEM, channel=Channel.PRESCRIPTION)
    book(session, by_desk, by=SYSTEM, channel=Channel.DESK)
    invitations.invite(activity=session.activity, person=invited, by=SYSTEM)
    change(session.activity, join_mode=JoinMode.INVITATION)
    assert touched(session.activity) == [(row, Why.NOT_INVITED)]


def test_touched_whoever_has_one_date_of_what_is_a_course_now():
    activity = group_of(5)
    enrol(activity)
    row = book(dates_of(activity)[0])
    change(activity, join_mode=JoinMode.COURSE)
    assert touched(activity) == [(row, Why.ONE_DATE)]


@pytest.mark.parametrize("mode", [JoinMode.SIGN_UP, JoinMode.DROP_IN])
def test_touched_whoever_has_a_standing_place_where_there_is_none_any_more(mode):
    activity = group_of(5, dates=2)
    enrolment = enrol(activity)
    change(activity, join_mode=mode)
    rows = enrolment.bookings.order_by("session__starts_at")
    assert touched(activity) == [(row, Why.STANDING) for row in rows]


def test_touched_whose_companion_takes_a_seat_now():
    session = session_of(5, companion_takes_seat=False)
    row = book(session, companions=1)
    book(session)
    change(session.activity, companion_takes_seat=True)
    assert touched(session.activity) == [(row, Why.NO_SEAT_FOR_COMPANION)]


def test_touched_whoever_came_last_where_there_are_fewer_seats():
    session = session_of(3)
    rows = [book(session) for _ in range(3)]
    change(session.activity, capacity=2)
    assert touched(session.activity) == [(rows[2], Why.OVER_CAPACITY)]


def test_touched_leaves_out_the_past_the_cancelled_and_what_was_given_back():
    activity = group_of(5, dates=3)
    past, cancelled, coming = dates_of(activity)
    gone = [book(session) for session in (past, cancelled, coming)][2]
    bookings.cancel(gone, by=own(gone))
    sessions.cancel(cancelled, by=SYSTEM)
    change(activity, join_mode=JoinMode.COURSE)
    assert touched(activity, now=past.starts_at + timedelta(minutes=1)) == []


@pytest.mark.parametrize("number", [1, 3])
def test_touched_takes_two_queries(number, django_assert_num_queries):
    session = session_of(5)
    for _ in range(number):
        book(session)
    change(session.activity, join_mode=JoinMode.COURSE)
    activity = Activity.objects.get(pk=session.activity_id)
    with django_assert_num_queries(2):
        assert len(joining.touched(activity, by=SYSTEM)) == number
