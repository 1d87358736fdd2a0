"""What a leader changes by themselves, each limit by itself, through the same services as staff."""

from datetime import date, time, timedelta

import pytest
import time_machine

from activities import schedules
from activities.choices import Beyond
from activities.models import Pause, Session, SessionState
from activities.services import limits, series, sessions
from activities.services.timetable import Change
from centres.models import Deed
from centres.services import places
from core.actors import PUBLIC, Role, person_actor
from core.errors import DomainError, Forbidden
from notifications.models import OutboxMessage
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.centres import ClosureFactory, VenueFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import staff_actor

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 8)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-12-01 15:00", tick=False):
        yield


@pytest.fixture
def leader():
    return ChampionFactory()


@pytest.fixture
def venue(leader):
    return VenueFactory(centre=leader.centre, opens=time(9), closes=time(17))


@pytest.fixture
def session(leader, venue):
    activity = ActivityFactory(centre=leader.centre, venue=venue, leaders=[leader], start_date=DAY)
    return Session.objects.with_place().get(pk=SessionFactory(activity=activity, day=DAY).pk)


@pytest.fixture
def by(leader):
    return person_actor(leader.person_id)


def let(session, *deeds):
    session.activity.leaders_may = list(deeds)
    session.activity.save()


def move(session, by, **to):
    return sessions.move(session, **{"day": DAY + timedelta(days=1), "start_time": time(10), "by": by, **to})


def beyond(session, *, day=DAY, start=time(14), minutes=90, venue=None):
    slot = schedules.slot(day, start, minutes, session.centre.zone)
    return limits.against_date(session, slot, venue or session.venue)


def test_leader_moves_one_date_within_the_opening_of_the_room(session, by):
    moved = move(session, by)
    assert (moved.day, moved.local_start.time(), moved.own_time) == (date(2026, 12, 9), time(10), True)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"start": time(8, 30)}, [Beyond.HOURS]),
        ({"start": time(15, 30)}, []),
        ({"start": time(15, 45)}, [Beyond.HOURS]),
        ({"start": time(23), "minutes": 120}, [Beyond.HOURS]),
        ({"day": date(2026, 12, 11)}, [Beyond.SHUT]),
        ({"day": date(2026, 12, 25)}, [Beyond.SHUT]),
        ({"minutes": 180}, []),
    ],
)
def test_time_is_bound_by_the_room_and_by_the_centre(session, asked, found):
    ClosureFactory(centre=session.centre, first_day=date(2026, 12, 11))
    assert beyond(session, **asked) == found


def test_room_without_hours_is_open_at_all_of_them(session, venue):
    venue.opens = venue.closes = None
    assert beyond(session, start=time(23), minutes=120, venue=venue) == []


def test_nothing_else_may_be_in_the_room_and_no_leader_elsewhere(session, leader, venue):
    other = ActivityFactory(centre=leader.centre, venue=venue, start_date=DAY)
    elsewhere = ActivityFactory(centre=leader.centre, leaders=[leader], start_date=DAY)
    SessionFactory(activity=other, day=date(2026, 12, 9))
    SessionFactory(activity=elsewhere, day=date(2026, 12, 10))
    assert [beyond(session, day=date(2026, 12, day)) for day in (9, 10, 14)] == [[Beyond.ROOM], [Beyond.BUSY], []]


@pytest.mark.parametrize(
    ("asked", "deed"),
    [
        ({"start": time(10)}, Deed.MOVE),
        ({"minutes": 60}, Deed.LENGTH),
        ({"venue": "other"}, Deed.PLACE),
    ],
)
def test_each_part_of_a_move_needs_its_own_leave(session, asked, deed):
    other = VenueFactory(centre=session.centre)
    asked = {name: other if value == "other" else value for name, value in asked.items()}
    let(session)
    assert beyond(session, **asked) == [Beyond(deed)]
    let(session, deed)
    assert beyond(session, **asked) == []


@pytest.mark.parametrize(
    ("deed", "do"),
    [
        (Deed.MOVE, move),
        (Deed.CANCEL, lambda session, by: sessions.cancel(session, by=by)),
        (Deed.SEATS, lambda session, by: sessions.resize(session, capacity=12, by=by)),
        (
            Deed.THIS_TIME,
            lambda session, by: sessions.tell_apart(session, substitute=None, note_en="Mugs", note_fr="", by=by),
        ),
    ],
)
def test_service_refuses_what_is_beyond_and_does_what_is_not(session, by, deed, do):
    let(session, *set(Deed.values) - {deed})
    with pytest.raises(DomainError, match="ask_staff"):
        do(session, by)
    assert Session.objects.get().revision == 0
    let(session, deed)
    do(session, by)
    assert Session.objects.get().revision == 1


def test_time_beyond_the_room_is_refused_whoever_forged_the_form(session, by):
    with pytest.raises(DomainError, match="ask_staff"):
        move(session, by, start_time=time(20))
    assert Session.objects.get().day == DAY
    staff = staff_actor(Role.COORDINATOR, centre=session.centre)
    assert move(session, staff, start_time=time(20)).local_start.time() == time(20)


def test_usual_limits_concern_one_date_and_take_nothing_from_others(session):
    assert limits.of(session.activity) == {Deed.MOVE, Deed.LENGTH, Deed.CANCEL, Deed.THIS_TIME}


def test_group_has_its_own_limits_or_those_of_its_centre(session):
    staff = staff_actor(Role.COORDINATOR, centre=session.centre)
    places.let_leaders(centre=session.centre, deeds=[Deed.PAUSE], by=staff)
    session.refresh_from_db()
    assert limits.of(session.activity) == {Deed.PAUSE}
    limits.choose(session.activity, deeds=[], by=staff)
    assert limits.of(session.activity) == set()
    limits.choose(session.activity, deeds=None, by=staff)
    assert limits.of(session.activity) == {Deed.PAUSE}


def test_limits_are_set_by_coordinators_of_the_centre_alone(session, by):
    for actor in (by, PUBLIC, staff_actor(Role.COORDINATOR), staff_actor(Role.LINK_WORKER, centre=session.centre)):
        with pytest.raises(Forbidden):
            limits.choose(session.activity, deeds=[], by=actor)
        with pytest.raises(Forbidden):
            places.let_leaders(centre=session.centre, deeds=[], by=actor)


def strangers(session):
    """Who has nothing to say here: leaders of other groups, here and elsewhere, and whoever stands in."""
    colleague, other = ChampionFactory(centre=session.centre), ChampionFactory()
    stands_in = ChampionFactory(centre=session.centre)
    for champion in (colleague, other):
        ActivityFactory(centre=champion.centre, leaders=[champion])
    Session.objects.filter(pk=session.pk).update(substitute=stands_in)
    return [person_actor(champion.person_id) for champion in (colleague, other, stands_in)]


def test_leaders_of_other_groups_and_who_stands_in_change_nothing(session):
    for actor in strangers(session):
        for deed in (move, lambda session, by: sessions.cancel(session, by=by)):
            with pytest.raises(Forbidden):
                deed(session, actor)
        with pytest.raises(Forbidden):
            pause(session, actor)
    assert (Session.objects.get().day, Session.objects.get().state) == (DAY, SessionState.SCHEDULED)


def test_who_led_once_or_takes_a_break_changes_nothing(session, leader, by):
    leader.standing = "paused"
    leader.save()
    with pytest.raises(Forbidden):
        move(session, by)
    leader.standing = "active"
    leader.save()
    session.activity.leaders.clear()
    with pytest.raises(Forbidden):
        move(session, by)


def test_date_that_is_over_cannot_be_called_off_any_more(session, by):
    with time_machine.travel(session.ends_at, tick=False), pytest.raises(DomainError, match="session_over"):
        sessions.cancel(session, by=by)


def test_of_two_leaders_who_want_a_room_the_second_is_refused(session, leader, venue, by):
    rival = ChampionFactory(centre=leader.centre)
    other = ActivityFactory(centre=leader.centre, venue=venue, leaders=[rival], start_date=DAY)
    theirs = SessionFactory(activity=other, day=date(2026, 12, 10))
    move(session, by)
    with pytest.raises(DomainError, match="ask_staff"):
        move(theirs, person_actor(rival.person_id), start_time=time(10, 30))


# --- The whole group ----------------------------------------------------------------------------


def pause(session, by):
    edit = series.pausing(DAY, DAY)
    _wished, plan = series.preview(session.activity, edit, now=session.starts_at - timedelta(days=7))
    return series.apply(session.activity, edit, digest=plan.digest, by=by)


def change(session, by, **values):
    edit = series.changing(Change(DAY, values))
    _wished, plan = series.preview(session.activity, edit, now=session.starts_at - timedelta(days=7))
    return series.apply(session.activity, edit, digest=plan.digest, by=by)


def test_pause_is_for_staff_until_they_leave_it_to_leaders(session, by):
    BookingFactory(session=session)
    with pytest.raises(DomainError, match="ask_staff"):
        pause(session, by)
    assert not Pause.objects.exists()
    let(session, Deed.PAUSE)
    assert pause(session, by).cancelled == 1


@pytest.mark.parametrize(
    ("values", "deeds"),
    [
        ({"start_time": time(15)}, [Deed.SERIES]),
        ({"minutes": 60}, [Deed.SERIES]),
        ({"venue": None}, [Deed.SERIES, Deed.PLACE]),
        ({"capacity": 4}, [Deed.SERIES, Deed.SEATS]),
    ],
)
def test_each_part_of_the_schedule_needs_its_own_leave(session, by, values, deeds):
    let(session, *set(Deed.values) - {deeds[-1]})
    with pytest.raises(DomainError, match="ask_staff"):
        change(session, by, **values)
    let(session, *deeds)
    change(session, by, **values)
    assert session.activity.phases.count() == 1


def test_words_holidays_and_leaders_are_for_staff_whatever_is_left_to_leaders(session, by):
    let(session, *Deed.values)
    for values in ({"title_en": "Bridge"}, {"on_holidays": "skip"}, {"last_date": DAY}, {"leaders": []}):
        with pytest.raises(DomainError, match="ask_staff"):
            change(session, by, **values)


def test_new_time_of_the_group_is_bound_by_the_room_as_well(session, by):
    let(session, *Deed.values)
    with pytest.raises(DomainError, match="ask_staff"):
        change(session, by, start_time=time(16, 30))


# --- Who stands in ------------------------------------------------------------------------------


def tell(session, by, substitute):
    sessions.tell_apart(session, substitute=substitute, note_en="", note_fr="", by=by)


def told():
    return [
        (message.type, message.person_id)
        for message in OutboxMessage.objects.filter(type__startswith="stand-in").order_by("pk")
    ]


def test_who_stands_in_is_told_and_who_need_not_any_more(session, by, leader):
    one, other = (ChampionFactory(centre=leader.centre) for _ in range(2))
    for substitute in (one, one, other, None):
        tell(session, by, substitute)
    assert told() == [
        ("stand-in", one.person_id),
        ("stand-in-over", one.person_id),
        ("stand-in", other.person_id),
        ("stand-in-over", other.person_id),
    ]


def test_who_names_themselves_is_not_told(session, by, leader):
    tell(session, by, leader)
    assert told() == []
