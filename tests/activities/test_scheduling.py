"""Materialising: the rows follow the rule, and what people did is never lost."""

from datetime import UTC, date, datetime, time

import pytest

from activities.choices import Frequency
from activities.models import Activity, Session, SessionState
from activities.schedules import rule_for
from activities.services import bookings, scheduling, sessions
from activities.services.previews import preview
from activities.services.scheduling import Materialised, materialise
from core.actors import SYSTEM, Channel
from notifications.models import OutboxMessage
from tests.factories.activities import ActivityFactory, ProposalFactory, SessionFactory
from tests.factories.centres import CentreFactory, ClosureFactory, VenueFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
FIRST = date(2026, 10, 5)  # a Monday


def weekly(**details: object) -> Activity:
    return ActivityFactory(**{"start_date": FIRST, "start_time": time(14), "on_holidays": "skip", **details})


def days(activity: Activity) -> list[date]:
    return list(activity.sessions.order_by("day").values_list("day", flat=True))


def run(activity: Activity, until: date, now: datetime = NOW) -> Materialised:
    return materialise(activity=activity, by=SYSTEM, until=until, now=now)


def test_materialise_makes_a_session_for_each_open_date() -> None:
    activity = weekly()

    done = run(activity, date(2026, 10, 31))

    # 12 October 2026 is Thanksgiving.
    assert days(activity) == [FIRST, date(2026, 10, 19), date(2026, 10, 26)]
    assert done == Materialised(created=3)


def test_materialise_meets_on_a_holiday_where_the_group_wants_to() -> None:
    activity = weekly(on_holidays="meet")

    run(activity, date(2026, 10, 19))

    assert days(activity) == [FIRST, date(2026, 10, 12), date(2026, 10, 19)]


def test_materialise_never_meets_when_the_centre_is_closed() -> None:
    activity = weekly(on_holidays="meet")
    ClosureFactory(centre=activity.centre, first_day=date(2026, 10, 17), last_day=date(2026, 10, 20))

    run(activity, date(2026, 10, 31))

    assert days(activity) == [FIRST, date(2026, 10, 12), date(2026, 10, 26)]


def test_materialise_twice_changes_nothing() -> None:
    activity = weekly()
    run(activity, date(2026, 12, 31))
    before = list(Session.objects.order_by("pk").values())

    assert run(activity, date(2026, 12, 31)) == Materialised()
    assert list(Session.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("zone", ["America/Toronto", "America/Winnipeg", "America/Thunder_Bay"])
def test_materialise_keeps_the_local_evening_over_both_changes_of_the_clocks(zone: str) -> None:
    activity = weekly(centre=CentreFactory(timezone=zone), start_time=time(20, 30), on_holidays="meet")

    run(activity, date(2027, 3, 31))

    rows = activity.sessions.select_related("centre")
    assert {(row.local_start.weekday(), row.local_start.time()) for row in rows} == {(0, time(20, 30))}
    assert all(row.day == row.local_start.date() for row in rows)
    assert len({row.starts_at.time() for row in rows}) == 2


def test_materialise_stops_at_the_last_date() -> None:
    activity = weekly(last_date=date(2026, 10, 26))

    run(activity, date(2027, 3, 31))

    assert days(activity)[-1] == date(2026, 10, 26)


def test_materialise_deletes_a_vanished_date_that_nobody_booked() -> None:
    activity = weekly()
    run(activity, date(2026, 10, 31))
    Activity.objects.filter(pk=activity.pk).update(last_date=date(2026, 10, 19))

    done = run(activity, date(2026, 10, 31))

    assert done == Materialised(deleted=1)
    assert days(activity) == [FIRST, date(2026, 10, 19)]


def test_materialise_cancels_a_vanished_date_that_somebody_booked_and_tells_them() -> None:
    activity = weekly()
    run(activity, date(2026, 10, 31))
    last = activity.sessions.latest("day")
    person = PersonFactory()
    bookings.book(session=last, person=person, channel=Channel.DESK, by=SYSTEM, now=NOW)
    Activity.objects.filter(pk=activity.pk).update(last_date=date(2026, 10, 19))

    done = run(activity, date(2026, 10, 31))

    last.refresh_from_db()
    assert done == Materialised(cancelled=1)
    assert (last.state, last.revision) == (SessionState.CANCELLED, 1)
    assert OutboxMessage.objects.filter(person=person, type="session-cancelled").count() == 1


def test_materialise_moves_its_own_dates_to_a_new_time_and_keeps_who_is_coming() -> None:
    activity = weekly()
    run(activity, date(2026, 10, 31))
    booking = bookings.book(
        session=activity.sessions.earliest("day"), person=PersonFactory(), channel=Channel.DESK, by=SYSTEM, now=NOW
    )
    Activity.objects.filter(pk=activity.pk).update(start_time=time(15))

    done = run(activity, date(2026, 10, 31))

    moved = Session.objects.select_related("centre").get(pk=booking.session_id)
    assert done == Materialised(moved=3)
    assert (moved.local_start.time(), moved.revision, moved.seats_taken) == (time(15), 1, 1)
    assert OutboxMessage.objects.filter(type="session-moved").count() == 1


def test_materialise_leaves_the_past_hand_edits_and_cancelled_dates_alone() -> None:
    activity = weekly()
    run(activity, date(2026, 10, 31))
    past, cancelled, edited = activity.sessions.order_by("day")
    sessions.cancel(cancelled, by=SYSTEM)
    Session.objects.filter(pk=edited.pk).update(own_time=True)
    before = list(Session.objects.order_by("pk").values())
    Activity.objects.filter(pk=activity.pk).update(start_time=time(16), last_date=FIRST)

    done = run(activity, date(2026, 10, 31), now=datetime(2026, 10, 6, 12, tzinfo=UTC))

    assert done == Materialised()
    assert list(Session.objects.order_by("pk").values()) == before
    assert past.day == FIRST


def test_materialise_all_extends_each_published_activity_to_the_horizon(settings) -> None:
    settings.SESSION_HORIZON_WEEKS = 2
    weekly(), weekly(state="ended")

    assert scheduling.materialise_all(now=NOW) == 1  # 5 October; Thanksgiving is skipped


def test_preview_names_holidays_closures_and_clashes() -> None:
    venue = VenueFactory()
    other = ActivityFactory(centre=venue.centre, venue=venue, start_time=time(14, 30), start_date=date(2026, 10, 19))
    taken = SessionFactory(activity=other, day=date(2026, 10, 19))
    ClosureFactory(centre=venue.centre, first_day=date(2026, 10, 26), last_day=date(2026, 10, 26))
    proposal = ProposalFactory(
        centre=venue.centre, venue=venue, start_date=FIRST, start_time=time(14), on_holidays="skip"
    )

    found = preview(proposal, now=NOW, count=4)

    assert [(one.slot.day, one.skipped, one.clash) for one in found] == [
        (FIRST, False, None),
        (date(2026, 10, 12), True, None),
        (date(2026, 10, 19), False, taken),
        (date(2026, 10, 26), True, None),
    ]
    assert found[1].closed is not None
    assert found[1].closed.reason_en == "Thanksgiving Day"


def test_preview_of_an_unfinished_schedule_is_empty() -> None:
    assert preview(ProposalFactory(start_date=None), now=NOW) == []


def test_preview_leaves_out_what_has_begun() -> None:
    proposal = ProposalFactory(start_date=date(2026, 9, 28), rule=rule_for(Frequency.WEEKLY, date(2026, 9, 28)))

    assert preview(proposal, now=NOW, count=1)[0].slot.day == FIRST
