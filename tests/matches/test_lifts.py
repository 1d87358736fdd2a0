"""Lifts: asked for, given to a driver, driven, and called off with the place that they lead to."""

from datetime import UTC, datetime, time, timedelta

import pytest

from activities.services import bookings, sessions
from champions.models import Standing
from core.actors import SYSTEM, Channel, Role, person_actor
from core.errors import DomainError, Forbidden, Moved
from core.models import AuditEvent
from matches.models import Aid, Lift, LiftState
from matches.services import drivers, lifts
from matches.services.lifts import Ride
from notifications.models import OutboxMessage
from notifications.services import outbox
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.matches import LiftFactory, MatchFactory, VisitFactory, driver_at
from tests.factories.people import PersonFactory, staff_actor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 7, 15, tzinfo=UTC)  # Monday, 10 am in Toronto
TUESDAY = datetime(2026, 12, 8, 18, 30, tzinfo=UTC)  # 1:30 pm
RIDE = Ride(pick_up_at=TUESDAY, pick_up="12 Mill Street", drop_off="The clinic", aid=Aid.WALKER, seats=2)


@pytest.fixture(autouse=True)
def _on_a_monday(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def lift():
    return LiftFactory(pick_up_at=TUESDAY)


def staff_of(lift):
    return staff_actor(centre=lift.centre)


def told(slug=None):
    rows = OutboxMessage.objects.filter(type__startswith=slug or "lift").order_by("pk")
    return list(rows.values_list("type", "person__name"))


def booked(**fields):
    group = ActivityFactory(start_date=TUESDAY.date(), **fields)
    session = SessionFactory(activity=group, day=group.start_date)
    person = PersonFactory(name="Rosa Diaz", centres=[group.centre])
    return bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM, wants_lift=True)


def test_person_asks_for_themselves_and_nobody_for_a_stranger(lift):
    me = person_actor(lift.person_id)
    asked = lifts.ask(RIDE, person=lift.person, centre=lift.centre, by=me)
    assert (asked.state, asked.aid, asked.seats) == (LiftState.WANTED, Aid.WALKER, 2)
    for other in (person_actor(PersonFactory().pk), staff_actor()):
        with pytest.raises(Forbidden):
            lifts.ask(RIDE, person=lift.person, centre=lift.centre, by=other)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"pick_up_at": NOW - timedelta(minutes=1)}, "lift_past"),
        ({"return_at": TUESDAY}, "lift_back_too_soon"),
    ],
)
def test_time_that_cannot_be_is_refused(lift, change, code):
    ride = Ride(**{"pick_up_at": TUESDAY, "pick_up": "Here", "drop_off": "There", **change})
    with pytest.raises(DomainError, match=code):
        lifts.ask(ride, person=lift.person, centre=lift.centre, by=SYSTEM)


def test_driver_is_told_without_a_name_and_the_person_who_comes(lift):
    ana = driver_at(lift.centre)
    lifts.assign(lift, driver=ana, seen=0, by=staff_of(lift))
    assert told() == [("lift-arranged", "Rosa Diaz"), ("lift-to-drive", "Ana Silva")]
    messages = OutboxMessage.objects.select_related("person").order_by("pk")
    to_rosa, to_ana = (words.text for words in outbox.render(messages))
    assert "Ana picks you up" in to_rosa
    assert ("Silva" in to_rosa, "Rosa" in to_ana, "Mill" in to_ana) == (False, False, False)


@pytest.mark.parametrize(
    "driver",
    [
        lambda centre: ChampionFactory(centre=centre, uncleared=True),
        lambda centre: driver_at(centre, uncleared=True),
        lambda centre: driver_at(centre, standing=Standing.PAUSED),
        lambda _centre: driver_at(ChampionFactory().centre),
    ],
    ids=["nothing settled", "for something else", "on a break", "of another centre"],
)
def test_who_is_not_cleared_to_drive_here_does_not(lift, driver):
    with pytest.raises(DomainError, match="lift_not_cleared"):
        lifts.assign(lift, driver=driver(lift.centre), seen=0, by=staff_of(lift))


def test_clearance_that_lapses_before_the_day_is_none(lift):
    ana = driver_at(lift.centre)
    ana.clearances.filter(need="insurance").update(until=TUESDAY.date() - timedelta(days=1))
    with pytest.raises(DomainError, match="lift_not_cleared"):
        lifts.assign(lift, driver=ana, seen=0, by=staff_of(lift))


def test_of_two_who_arrange_it_at_once_the_second_is_told(lift):
    ana, ben = driver_at(lift.centre), driver_at(lift.centre, "Ben")
    lifts.assign(lift, driver=ana, seen=0, by=staff_of(lift))
    with pytest.raises(DomainError, match="lift_changed"):
        lifts.assign(lift, driver=ben, seen=0, by=staff_of(lift))
    assert Lift.objects.get().driver == ana


def test_another_driver_relieves_the_first(lift):
    ana, ben = driver_at(lift.centre), driver_at(lift.centre, "Ben")
    lifts.assign(lift, driver=ana, seen=0, by=staff_of(lift))
    lifts.assign(lift, driver=ben, seen=1, by=staff_of(lift))
    assert told()[2:] == [
        ("lift-arranged", "Rosa Diaz"),
        ("lift-to-drive", "Ben"),
        ("lift-not-needed", "Ana Silva"),
    ]


def test_driver_who_cannot_gives_it_back_to_staff(lift):
    ana = driver_at(lift.centre)
    lifts.assign(lift, driver=ana, seen=0, by=staff_of(lift))
    lifts.give_back(lift, by=person_actor(ana.person_id))
    found = Lift.objects.get()
    assert (found.state, found.driver) == (LiftState.WANTED, None)


def test_changed_lift_is_told_to_both_anew(lift):
    ana = driver_at(lift.centre)
    lifts.assign(lift, driver=ana, seen=0, by=staff_of(lift))
    lifts.change(lift, RIDE, seen=1, by=staff_of(lift))
    assert told()[2:] == [("lift-arranged", "Rosa Diaz"), ("lift-to-drive", "Ana Silva")]
    old = OutboxMessage.objects.filter(key__endswith=":1").select_related("person")
    assert outbox.render(old) == []  # what spoke of the old time is no longer said


def test_driven_lift_counts_the_drivers_hours_once_and_corrected(lift):
    ana = driver_at(lift.centre)
    lifts.assign(lift, driver=ana, seen=0, by=staff_of(lift))
    me = person_actor(ana.person_id)
    with pytest.raises(DomainError, match="lift_not_today"):
        lifts.drive(lift, came=True, minutes=90, by=me, now=NOW)
    lifts.drive(lift, came=True, minutes=90, by=me, now=TUESDAY)
    lifts.drive(lift, came=False, minutes=45, by=me, now=TUESDAY)
    assert Lift.objects.get().state == LiftState.MISSED
    assert list(ana.hours.values_list("source", "minutes")) == [(f"lift:{lift.pk}", 45)]


def test_former_driver_and_stranger_write_nothing(lift):
    ana = driver_at(lift.centre)
    lifts.assign(lift, driver=ana, seen=0, by=staff_of(lift))
    lifts.assign(lift, driver=driver_at(lift.centre, "Ben"), seen=1, by=staff_of(lift))
    for actor in (person_actor(ana.person_id), person_actor(lift.person_id), staff_actor()):
        with pytest.raises(Forbidden):
            lifts.drive(lift, came=True, minutes=5, by=actor, now=TUESDAY)


# --- Together with a place ----------------------------------------------------------------------------------


def arranged(booking):
    lift = lifts.ask(RIDE, person=booking.person, centre=booking.session.centre, booking=booking, by=SYSTEM)
    return lifts.assign(lift, driver=driver_at(lift.centre), seen=0, by=SYSTEM)


@pytest.mark.parametrize(
    "end",
    [
        lambda booking: bookings.cancel(booking, by=SYSTEM),
        lambda booking: sessions.cancel(booking.session, by=SYSTEM),
    ],
    ids=["place given back", "date called off"],
)
def test_lift_to_a_place_that_is_gone_is_called_off_and_the_driver_told_once(end):
    booking = booked()
    arranged(booking)
    assert lifts.follow_bookings(now=NOW) == 0
    end(booking)
    assert (lifts.follow_bookings(now=NOW), lifts.follow_bookings(now=NOW)) == (1, 0)
    assert Lift.objects.get().state == LiftState.CANCELLED
    assert told()[2:] == [("lift-cancelled", "Rosa Diaz"), ("lift-not-needed", "Ana Silva")]


def test_lift_to_a_date_that_moved_says_so():
    booking = booked()
    arranged(booking)
    assert Lift.objects.for_rows().get().has_other_time is False
    sessions.move(booking.session, day=TUESDAY.date(), start_time=time(18), minutes=60, venue=None, by=SYSTEM)
    assert Lift.objects.for_rows().get().has_other_time is True


def test_one_lift_to_a_place():
    booking = booked()
    arranged(booking)
    with pytest.raises(DomainError, match="lift_there"):
        arranged(booking)


def test_wish_stands_on_the_list_until_it_is_arranged():
    booking = booked()
    centre = booking.session.centre
    assert lifts.wished(centre, by=SYSTEM, now=NOW) == [booking]
    lift = arranged(booking)
    assert lifts.wished(centre, by=SYSTEM, now=NOW) == []
    lifts.cancel(lift, by=SYSTEM)
    assert lifts.wished(centre, by=SYSTEM, now=NOW) == [booking]


def test_lift_that_is_off_cannot_be_arranged(lift):
    lifts.cancel(lift, by=SYSTEM)
    with pytest.raises(Moved):
        lifts.assign(lift, driver=driver_at(lift.centre), seen=1, by=SYSTEM)


# --- Who drives, and what they see ----------------------------------------------------------------------------


def test_who_is_free_that_day_stands_first(lift):
    busy, ana, ben = (driver_at(lift.centre, name) for name in ("Abe", "Ana", "Ben"))
    driver_at(lift.centre, "Cleared for nothing", uncleared=True)
    LiftFactory(centre=lift.centre, driver=busy, pick_up_at=TUESDAY + timedelta(hours=2))
    VisitFactory(match=MatchFactory(centre=lift.centre, champion=busy), starts_at=TUESDAY)
    group = ActivityFactory(centre=lift.centre, start_date=TUESDAY.date(), leaders=[ben])
    SessionFactory(activity=group, day=TUESDAY.date())
    found = [(one.champion, one.lifts, one.visits, one.groups) for one in drivers.for_lift(lift)]
    assert found == [(ana, 0, 0, 0), (busy, 1, 1, 0), (ben, 0, 0, 1)]


@pytest.mark.parametrize("count", [1, 3])
def test_drivers_are_found_in_as_many_queries_however_many(lift, django_assert_num_queries, count):
    for number in range(count):
        driver_at(lift.centre, f"Driver {number}")
    with django_assert_num_queries(6):
        assert len(drivers.for_lift(lift)) == count


@pytest.mark.parametrize(
    ("now", "days", "later"),
    [
        (datetime(2026, 12, 7, 4, 59, tzinfo=UTC), 0, 1),  # Sunday, a minute before midnight
        (datetime(2026, 12, 7, 5, 0, tzinfo=UTC), 1, 0),
        (datetime(2026, 12, 9, 4, 0, tzinfo=UTC), 1, 0),  # not written down yet
    ],
)
def test_sheet_is_there_from_the_day_before(lift, now, days, later):
    ana = driver_at(lift.centre)
    lifts.assign(lift, driver=ana, seen=0, by=SYSTEM)
    assert (len(drivers.sheets(ana.person_id, now=now)), len(drivers.later(ana.person_id, now=now))) == (days, later)


def test_before_that_a_driver_gets_neither_who_nor_where(lift):
    ana = driver_at(lift.centre)
    lifts.assign(lift, driver=ana, seen=0, by=SYSTEM)
    [row] = drivers.later(ana.person_id, now=NOW - timedelta(days=3))
    assert {"pick_up", "drop_off", "note"} <= row.get_deferred_fields()
    assert "person" not in row._state.fields_cache


def test_looking_at_the_sheet_is_recorded_of_each(lift):
    lifts.view_sheet([lift], by=person_actor(1))
    assert AuditEvent.objects.get(action="lift.sheet_seen").person_id == lift.person_id


def test_lift_is_seen_by_staff_here_its_person_and_its_driver(lift):
    ana = driver_at(lift.centre)
    lifts.assign(lift, driver=ana, seen=0, by=SYSTEM)
    sees = {
        "person": person_actor(lift.person_id),
        "driver": person_actor(ana.person_id),
        "link worker": staff_actor(Role.LINK_WORKER, centre=lift.centre),
        "provider": staff_actor(Role.PROVIDER, centre=lift.centre),
        "elsewhere": staff_actor(),
        "another driver": person_actor(driver_at(lift.centre, "Ben").person_id),
    }
    assert {who for who, actor in sees.items() if Lift.visible_to(actor).exists()} == {
        "person",
        "driver",
        "link worker",
    }
