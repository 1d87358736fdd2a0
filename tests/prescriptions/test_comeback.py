"""What the groups tell of by themselves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.models import Attendance, BookingState
from activities.services import publishing, register, sessions
from core.actors import SYSTEM, Channel, Role
from core.errors import Forbidden
from prescriptions.models import CaseState, Happening, HappeningKind
from prescriptions.services import comeback
from tests.factories.activities import BookingFactory, SessionFactory
from tests.factories.people import PersonFactory, staff_actor
from tests.factories.prescriptions import HappeningFactory, TakingPartFactory

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - timedelta(days=200)


@pytest.fixture
def link():
    """A group that meets every week, joined a while ago."""
    return TakingPartFactory(since=LONG_AGO)


def date(link, weeks):
    """A date so many weeks from now."""
    return SessionFactory(activity=link.activity, day=timezone.localdate() + timedelta(weeks=weeks))


def place(link, weeks, **how):
    return BookingFactory(person=link.prescription.person, session=date(link, weeks), **how)


def kept(capture, booking, mark):
    """The leader marks one name, and closes the register."""
    with capture(execute=True):
        register.mark(booking, attendance=mark, by=SYSTEM)
        register.close(booking.session, by=SYSTEM)


def rows(kind=HappeningKind.THERE):
    return sorted(Happening.objects.filter(kind=kind).values_list("number", flat=True))


def test_the_first_time_is_news_once_the_register_is_closed(link, django_capture_on_commit_callbacks):
    booking = place(link, -1)
    with django_capture_on_commit_callbacks(execute=True):
        register.mark(booking, attendance=Attendance.CAME, by=SYSTEM)
    assert rows() == []
    kept(django_capture_on_commit_callbacks, booking, Attendance.CAME)
    found = Happening.objects.get()
    assert (found.kind, found.number, found.session, found.case) == (
        HappeningKind.THERE,
        1,
        booking.session,
        link.prescription.case,
    )


def test_then_every_fourth_time_is(link):
    for weeks in range(-9, 0):
        place(link, weeks, attendance=Attendance.CAME)
    comeback.bring_up_to_date(link.pk)
    comeback.bring_up_to_date(link.pk)
    assert rows() == [1, 4, 8]


def test_walk_ins_and_places_made_by_others_count(link):
    place(link, -2, attendance=Attendance.LATE, channel=Channel.WALK_IN)
    place(link, -1, attendance=Attendance.CAME, channel=Channel.VOICE)
    BookingFactory(person=PersonFactory(), session=date(link, -3), attendance=Attendance.CAME)
    comeback.bring_up_to_date(link.pk)
    assert rows() == [1]


def test_a_register_that_is_corrected_later_comes_out_right(link, django_capture_on_commit_callbacks):
    first, second = place(link, -2), place(link, -1)
    kept(django_capture_on_commit_callbacks, first, Attendance.CAME)
    kept(django_capture_on_commit_callbacks, second, Attendance.CAME)
    with django_capture_on_commit_callbacks(execute=True):
        register.mark(first, attendance=Attendance.MISSED, by=SYSTEM)
    assert Happening.objects.get().session == second.session
    with django_capture_on_commit_callbacks(execute=True):
        register.mark(second, attendance=Attendance.EXCUSED, by=SYSTEM)
    assert not Happening.objects.exists()


def test_a_group_that_nobody_was_sent_to_tells_nothing(link, django_capture_on_commit_callbacks):
    booking = BookingFactory(session=SessionFactory(day=timezone.localdate() - timedelta(days=7)))
    kept(django_capture_on_commit_callbacks, booking, Attendance.CAME)
    assert not Happening.objects.exists()


def test_work_that_has_ended_gets_no_news(link):
    case = link.prescription.case
    type(case).objects.update(state=CaseState.CLOSED, closed_at=timezone.now(), closed_reason="completed")
    booking = place(link, -1, attendance=Attendance.CAME)
    comeback.register_kept(booking.session_id)
    assert not Happening.objects.exists()


# --- Stopped coming -----------------------------------------------------------------------------
def test_two_dates_missed_in_a_row_ask_for_a_call_once(link):
    place(link, -4, attendance=Attendance.CAME)
    for weeks in (-3, -2, -1):
        place(link, weeks, attendance=Attendance.MISSED)
        comeback.bring_up_to_date(link.pk)
    found = Happening.objects.get(kind=HappeningKind.STOPPED)
    assert found.number == 1
    assert link.prescription.case.state == CaseState.NEW


@pytest.mark.parametrize("marks", [("missed",), ("missed", "excused"), ("missed", "came"), ("missed", "unknown")])
def test_less_than_that_does_not(link, marks):
    for weeks, mark in enumerate(marks, -len(marks)):
        place(link, weeks, attendance=mark)
    comeback.bring_up_to_date(link.pk)
    assert rows(HappeningKind.STOPPED) == []


def test_whoever_is_back_needs_no_call_any_more_and_can_stop_again(link):
    for weeks, mark in enumerate(["missed", "missed", "came"], -8):
        place(link, weeks, attendance=mark)
        comeback.bring_up_to_date(link.pk)
    assert rows(HappeningKind.STOPPED) == []
    for weeks in (-4, -3):
        place(link, weeks, attendance=Attendance.MISSED)
        comeback.bring_up_to_date(link.pk)
    assert rows(HappeningKind.STOPPED) == [1]


def test_what_was_settled_stays_and_does_not_come_again(link):
    for weeks in (-4, -3):
        place(link, weeks, attendance=Attendance.MISSED)
    comeback.bring_up_to_date(link.pk)
    comeback.settle(Happening.objects.get(), note="We talked.", by=SYSTEM)
    place(link, -2, attendance=Attendance.MISSED)
    comeback.bring_up_to_date(link.pk)
    found = Happening.objects.get()
    assert (found.note, found.settled_at is None) == ("We talked.", False)


def test_no_place_for_four_weeks_while_the_group_meets_asks_for_a_call(link):
    place(link, -6, attendance=Attendance.CAME)
    now = timezone.now()
    comeback.look(now=now)
    assert rows(HappeningKind.STOPPED) == []  # the group has not met
    date(link, -1)
    assert comeback.look(now=now) == 1
    assert rows(HappeningKind.STOPPED) == [1]
    comeback.look(now=now + timedelta(days=1))
    assert rows(HappeningKind.STOPPED) == [1]


@pytest.mark.parametrize("state", [BookingState.CONFIRMED, BookingState.WAITLISTED])
def test_whoever_has_a_place_ahead_or_waits_for_one_has_not_stopped(link, state):
    place(link, -6, attendance=Attendance.CAME)
    date(link, -1)
    place(link, 1, state=state)
    assert comeback.look(now=timezone.now()) == 0


def test_whoever_never_had_a_place_or_joined_lately_has_not_stopped(link):
    date(link, -1)
    comeback.look(now=timezone.now())
    lately = TakingPartFactory(since=timezone.now() - timedelta(days=10))
    place(lately, -1, state=BookingState.CANCELLED)
    date(lately, -2)
    comeback.look(now=timezone.now())
    assert not Happening.objects.exists()


# --- Called off and ended -----------------------------------------------------------------------
def test_a_date_that_is_called_off_asks_for_another_plan_until_it_is_back(link, django_capture_on_commit_callbacks):
    booking = place(link, 1)
    with django_capture_on_commit_callbacks(execute=True):
        sessions.cancel(booking.session, by=SYSTEM)
    found = Happening.objects.get()
    assert (found.kind, found.session, found.is_replan) == (HappeningKind.CALLED_OFF, booking.session, True)
    comeback.session_called_off(booking.session_id)
    assert Happening.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        sessions.reinstate(booking.session, by=SYSTEM)
    assert not Happening.objects.exists()


def test_whoever_has_given_their_place_back_needs_none(link, django_capture_on_commit_callbacks):
    booking = place(link, 1, state=BookingState.CANCELLED)
    with django_capture_on_commit_callbacks(execute=True):
        sessions.cancel(booking.session, by=SYSTEM)
    assert not Happening.objects.exists()


def test_a_group_that_ends_says_so_once_and_takes_the_place_of_the_rest(link, django_capture_on_commit_callbacks):
    for weeks in (-3, -2):
        place(link, weeks, attendance=Attendance.MISSED)
    comeback.bring_up_to_date(link.pk)
    place(link, 1)
    place(link, 2)
    with django_capture_on_commit_callbacks(execute=True):
        publishing.end(link.activity, by=SYSTEM)
    assert [one.kind for one in Happening.objects.all()] == [HappeningKind.ENDED]
    comeback.bring_up_to_date(link.pk)
    comeback.activity_ended(link.activity_id)
    assert Happening.objects.count() == 1


def test_a_group_that_they_left_long_ago_ends_without_them(link):
    place(link, -9, attendance=Attendance.CAME)
    comeback.activity_ended(link.activity_id)
    assert not Happening.objects.exists()


# --- Settled ------------------------------------------------------------------------------------
def test_only_those_who_walk_along_settle_it():
    found = HappeningFactory()
    for role in (Role.COORDINATOR, Role.PROVIDER):
        with pytest.raises(Forbidden):
            comeback.settle(found, by=staff_actor(role, centre=found.case.centre))
    by = staff_actor(Role.LINK_WORKER, centre=found.case.centre)
    comeback.settle(found, note=" Called. ", by=by)
    comeback.settle(found, note="Once more", by=by)
    found.refresh_from_db()
    assert (found.note, found.settled_by_user_id) == ("Called.", by.user_id)
    assert not Happening.objects.all().unsettled().exists()


def test_a_register_without_such_clients_costs_one_query(link, django_assert_num_queries):
    booking = BookingFactory(session=date(link, -1))
    with django_assert_num_queries(1):
        comeback.register_kept(booking.session_id)
