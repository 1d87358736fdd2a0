"""Changing a series: the preview, and that exactly this is done."""

from datetime import UTC, date, datetime, time

import pytest

from activities.choices import Frequency
from activities.models import Activity, Booking, Phase, Session, SessionState
from activities.presenters import timetables
from activities.schedules import rule_for
from activities.services import bookings, scheduling, series, sessions
from activities.services.plans import Kind, Plan
from activities.services.series import changing, pausing, resuming
from activities.services.timetable import Change
from core.actors import SYSTEM, Channel
from core.errors import DomainError
from notifications.models import OutboxMessage
from tests.factories.activities import ActivityFactory
from tests.factories.centres import VenueFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
FIRST = date(2026, 12, 8)  # a Tuesday


@pytest.fixture
def group(settings) -> Activity:
    settings.SESSION_HORIZON_WEEKS = 6
    made = ActivityFactory(start_date=FIRST, start_time=time(13, 30), minutes=90, on_holidays="meet", capacity=8)
    scheduling.materialise(activity=made, by=SYSTEM, now=NOW)
    return made


def apply(group: Activity, edit: series.Edit, *, along: tuple[int, ...] = (), now: datetime = NOW) -> Plan:
    _timetable, plan = series.preview(group, edit, now=now)
    series.apply(group, edit, digest=plan.digest, along=along, by=SYSTEM, now=now)
    group.refresh_from_db()
    return plan


def book(session: Session, **details: object) -> Booking:
    return bookings.book(session=session, person=PersonFactory(), channel=Channel.DESK, by=SYSTEM, now=NOW)


def dates(group: Activity) -> list[tuple[str, str]]:
    rows = group.sessions.scheduled().order_by("starts_at").select_related("centre")
    return [(f"{row.day:%a %d %b}", f"{row.local_start:%H:%M}") for row in rows]


def test_change_from_one_date_on_leaves_the_earlier_dates_alone(group) -> None:
    plan = apply(group, changing(Change(date(2026, 12, 22), {"start_time": time(14)})))

    assert [step.kind for step in plan.steps] == [Kind.CHANGE] * 4
    assert dates(group) == [
        ("Tue 08 Dec", "13:30"),
        ("Tue 15 Dec", "13:30"),
        ("Tue 22 Dec", "14:00"),
        ("Tue 29 Dec", "14:00"),
        ("Tue 05 Jan", "14:00"),
        ("Tue 12 Jan", "14:00"),
    ]
    assert group.start_time == time(13, 30)  # still true today


def test_change_comes_into_force_on_its_day(group) -> None:
    leader = ChampionFactory(centre=group.centre)
    change = Change(date(2026, 12, 22), {"start_time": time(14), "title_en": "Tea at two", "leaders": [leader]})
    apply(group, changing(change))

    scheduling.materialise(activity=group, by=SYSTEM, now=datetime(2026, 12, 22, 9, tzinfo=UTC))

    group.refresh_from_db()
    assert (group.start_time, group.title, list(group.leaders.all())) == (time(14), "Tea at two", [leader])
    assert "tea at two" in group.search_text
    assert not Phase.objects.exists()


def test_change_of_the_whole_series_takes_the_place_of_a_later_one_of_the_same_thing(group) -> None:
    room = VenueFactory(centre=group.centre)
    apply(group, changing(Change(date(2026, 12, 22), {"start_time": time(14), "venue": room})))

    apply(group, changing(Change(date(2026, 12, 1), {"start_time": time(10)})))

    assert {clock for _day, clock in dates(group)} == {"10:00"}
    rows = group.sessions.order_by("day")
    assert [row.venue_id == room.pk for row in rows] == [False, False, True, True, True, True]


def test_another_weekday_moves_dates_without_people_and_asks_about_the_others(group) -> None:
    first, second = group.sessions.order_by("day")[:2]
    place, other = book(first), book(second)
    wednesday = {"rule": rule_for(Frequency.WEEKLY, date(2026, 12, 9)), "start_date": date(2026, 12, 9)}
    edit = changing(Change(date(2026, 12, 1), wednesday))

    plan = apply(group, edit, along=(first.pk,))

    assert [step.session.pk for step in plan.to_decide] == [first.pk, second.pk]
    assert [day for day, _clock in dates(group)] == [
        "Wed 09 Dec",
        "Wed 16 Dec",
        "Wed 23 Dec",
        "Wed 30 Dec",
        "Wed 06 Jan",
    ]
    place.session.refresh_from_db()
    other.session.refresh_from_db()
    assert (place.session.day, place.session.is_cancelled) == (date(2026, 12, 9), False)
    assert (other.session.day, other.session.is_cancelled) == (date(2026, 12, 15), True)
    assert sorted(OutboxMessage.objects.values_list("type", "person")) == sorted(
        [
            ("place-confirmed", place.person_id),
            ("place-confirmed", other.person_id),
            ("session-moved", place.person_id),
            ("session-cancelled", other.person_id),
        ]
    )


def test_who_comes_every_time_is_told_once(group) -> None:
    person = PersonFactory()
    for session in group.sessions.all():
        bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM, now=NOW)
    OutboxMessage.objects.all().delete()

    apply(group, changing(Change(FIRST, {"start_time": time(14)})))

    assert list(OutboxMessage.objects.values_list("type", "person")) == [("dates-changed", person.pk)]


def test_somebody_who_signs_up_in_between_is_seen(group) -> None:
    edit = changing(Change(FIRST, {"start_time": time(14)}))
    _timetable, shown = series.preview(group, edit, now=NOW)
    book(group.sessions.first())
    before = list(Session.objects.order_by("pk").values())

    with pytest.raises(DomainError, match="plan_changed"):
        series.apply(group, edit, digest=shown.digest, by=SYSTEM, now=NOW)

    assert list(Session.objects.order_by("pk").values()) == before


def test_pause_calls_off_and_the_end_of_the_pause_brings_back(group) -> None:
    with_place = group.sessions.get(day=date(2026, 12, 22))
    place = book(with_place)
    extra = sessions.add(
        group, day=date(2026, 12, 23), start_time=time(9), minutes=60, venue=None, capacity=None, by=SYSTEM, now=NOW
    )

    apply(group, pausing(date(2026, 12, 20), None))

    assert [day for day, _clock in dates(group)] == ["Tue 08 Dec", "Tue 15 Dec"]
    assert Session.objects.get(pk=extra.pk).is_cancelled

    plan = apply(group, resuming(date(2027, 1, 2)))

    assert [day for day, _clock in dates(group)] == ["Tue 08 Dec", "Tue 15 Dec", "Tue 05 Jan", "Tue 12 Jan"]
    assert [one.original for one in plan.appear] == [date(2027, 1, 5), date(2027, 1, 12)]

    apply(group, resuming(date(2026, 12, 2)))

    place.refresh_from_db()
    assert [day for day, _clock in dates(group)] == [
        "Tue 08 Dec",
        "Tue 15 Dec",
        "Tue 22 Dec",
        "Wed 23 Dec",
        "Tue 29 Dec",
        "Tue 05 Jan",
        "Tue 12 Jan",
    ]
    assert (place.session_id, Session.objects.get(pk=with_place.pk).seats_taken) == (with_place.pk, 1)


def test_what_somebody_called_off_stays_off(group) -> None:
    one = group.sessions.get(day=date(2026, 12, 22))
    sessions.cancel(one, by=SYSTEM, now=NOW)

    apply(group, changing(Change(FIRST, {"start_time": time(14)})))

    one.refresh_from_db()
    assert (one.state, one.dropped, one.local_start.time()) == (SessionState.CANCELLED, False, time(13, 30))


def test_what_somebody_moved_stays_where_it_is_and_is_said(group) -> None:
    one = group.sessions.get(day=date(2026, 12, 22))
    sessions.move(one, day=date(2026, 12, 24), start_time=time(9), by=SYSTEM, now=NOW)
    thursday = {"rule": rule_for(Frequency.WEEKLY, date(2026, 12, 10)), "start_date": date(2026, 12, 10)}

    plan = apply(group, changing(Change(FIRST, thursday)))

    assert [row.pk for row in plan.kept] == [one.pk]
    assert ("Thu 24 Dec", "09:00") in dates(group)


def test_a_smaller_group_takes_nobodys_seat(group) -> None:
    full, *others = group.sessions.order_by("day")
    for _number in range(3):
        book(full)

    apply(group, changing(Change(FIRST, {"capacity": 2})))

    assert list(group.sessions.order_by("day").values_list("capacity", flat=True)) == [3, *(2 for _one in others)]


def test_holiday_monday_gives_way_to_the_next_open_day(settings) -> None:
    settings.SESSION_HORIZON_WEEKS = 10
    made = ActivityFactory(
        start_date=date(2026, 9, 7),  # Labour Day, a first Monday
        rule=rule_for(Frequency.MONTHLY, date(2026, 9, 7)),
        start_time=time(10),
        on_holidays="next_day",
    )

    scheduling.materialise(activity=made, by=SYSTEM, now=datetime(2026, 9, 1, 12, tzinfo=UTC))

    assert [day for day, _clock in dates(made)] == ["Tue 08 Sep", "Mon 05 Oct", "Mon 02 Nov"]
    assert made.sessions.order_by("day")[0].original_date == date(2026, 9, 7)


def test_pause_says_when_the_group_is_back(group, time_machine) -> None:
    time_machine.move_to(NOW)
    apply(group, pausing(date(2026, 12, 14), date(2027, 1, 1)))
    assert timetables.in_words(group, now=NOW).ahead == ["Paused from December 14; back on January 5, 2027"]
