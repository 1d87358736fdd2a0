"""Changing a series: what only a rare order of events brings out."""

from datetime import UTC, date, datetime, time

import pytest
import recurrence

from activities.choices import Frequency
from activities.models import Activity, Booking, Session
from activities.schedules import rule_for
from activities.services import bookings, scheduling, series, sessions
from activities.services.scheduling import Materialised
from activities.services.series import changing, pausing, resuming
from activities.services.timetable import Change
from core import clock
from core.actors import SYSTEM, Channel
from notifications.models import OutboxMessage
from notifications.services import outbox
from tests.factories.activities import ActivityFactory
from tests.factories.centres import ClosureFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 1, 12, tzinfo=UTC)
HOLIDAY = date(2027, 2, 15)  # Family Day, a Monday


def group(settings, rule: str | None = None, *, until: date = date(2027, 2, 20), **details: object) -> Activity:
    settings.SESSION_HORIZON_WEEKS = 3
    rules = {"rule": recurrence.deserialize(rule, include_dtstart=False)} if rule else {}
    made = ActivityFactory(**{"start_date": date(2027, 2, 1), "on_holidays": "next_day", **rules, **details})
    scheduling.materialise(activity=made, by=SYSTEM, until=until, now=NOW)
    return made


def apply(made: Activity, edit: series.Edit, *, now: datetime = NOW) -> Materialised:
    made.refresh_from_db()
    _timetable, plan = series.preview(made, edit, now=now)
    return series.apply(made, edit, digest=plan.digest, by=SYSTEM, now=now)


def book(session: Session) -> Booking:
    return bookings.book(session=session, person=PersonFactory(), channel=Channel.DESK, by=SYSTEM, now=NOW)


def days(made: Activity) -> list[str]:
    return [f"{row.day:%a %d}" for row in made.sessions.scheduled().order_by("starts_at")]


def test_date_that_is_called_off_a_second_time_is_told_a_second_time(settings) -> None:
    made = group(settings, on_holidays="meet")
    place = book(made.sessions.get(day=HOLIDAY))

    apply(made, pausing(date(2027, 2, 10), None))
    apply(made, resuming(date(2027, 2, 10)))
    apply(made, pausing(date(2027, 2, 10), None))

    told = OutboxMessage.objects.filter(person=place.person).order_by("pk").values_list("type", flat=True)
    assert list(told) == ["place-confirmed", "session-cancelled", "dates-changed", "session-cancelled"]


def test_word_that_a_date_is_off_is_not_said_once_it_is_on_again(settings) -> None:
    made = group(settings, on_holidays="meet")
    place = book(made.sessions.get(day=HOLIDAY))
    apply(made, pausing(date(2027, 2, 10), None))
    owed = OutboxMessage.objects.filter(person=place.person, type="session-cancelled").select_related("person")
    assert len(outbox.render(owed)) == 1

    apply(made, resuming(date(2027, 2, 10)))

    assert outbox.render(owed.all()) == []


def test_two_dates_that_holidays_move_to_one_day_are_one(settings) -> None:
    made = group(settings, "RRULE:FREQ=WEEKLY;BYDAY=SU,MO")
    ClosureFactory(centre=made.centre, first_day=date(2027, 2, 14), last_day=date(2027, 2, 14))

    scheduling.materialise(activity=made, by=SYSTEM, until=date(2027, 2, 20), now=NOW)

    assert days(made) == ["Mon 01", "Sun 07", "Mon 08", "Tue 16"]


def test_date_moved_past_the_horizon_gives_way_to_the_groups_own_day_there(settings) -> None:
    made = group(settings, "RRULE:FREQ=WEEKLY;BYDAY=MO,TU", until=HOLIDAY)

    assert days(made) == ["Mon 01", "Tue 02", "Mon 08", "Tue 09"]


def test_pause_never_turns_a_date_made_by_hand_into_one_of_the_schedule(settings) -> None:
    """A pause in place of another brings Tuesday the 16th back while the extra date goes."""
    made = group(settings, start_date=date(2027, 2, 2), on_holidays="meet")
    wednesday = date(2027, 2, 10)
    asked = {"day": wednesday, "start_time": time(9), "minutes": 60, "venue": None, "capacity": None}
    extra = sessions.add(made, **asked, by=SYSTEM, now=NOW)
    apply(made, pausing(date(2027, 2, 12), date(2027, 2, 21)))

    apply(made, pausing(date(2027, 2, 9), date(2027, 2, 12)))

    extra.refresh_from_db()
    assert (extra.original_date, extra.day, extra.is_cancelled, extra.dropped) == (wednesday, wednesday, True, True)
    assert days(made) == ["Tue 02", "Tue 16"]


@pytest.mark.parametrize("then", [{"start_time": time(16)}, {"on_holidays": "skip"}, {"rule": "Friday"}])
def test_date_that_a_holiday_moved_on_past_the_change_stays(settings, then) -> None:
    """On the holiday itself or a day later: what begins then is asked of the dates from then on."""
    made = group(settings)
    place = book(made.sessions.get(original_date=HOLIDAY))
    friday = {"rule": rule_for(Frequency.WEEKLY, date(2027, 2, 19)), "start_date": date(2027, 2, 19)}
    apply(made, changing(Change(date(2027, 2, 16), friday if "rule" in then else then)))
    before = Session.objects.get(pk=place.session_id)

    morning = datetime(2027, 2, 16, 12, tzinfo=UTC)
    done = scheduling.materialise(activity=made, by=SYSTEM, until=date(2027, 2, 20), now=morning)

    assert done == Materialised()
    row = Session.objects.get(pk=place.session_id)
    assert (row.day, row.state, row.starts_at, row.revision) == (date(2027, 2, 16), "scheduled", before.starts_at, 0)


def test_date_that_another_rule_puts_at_the_same_moment_is_the_rules_from_then_on(settings) -> None:
    """Tuesdays become Mondays, and one Monday gives way to a Tuesday."""
    made = group(settings, start_date=date(2027, 2, 16))
    monday = {"rule": rule_for(Frequency.WEEKLY, HOLIDAY), "start_date": HOLIDAY}

    apply(made, changing(Change(date(2027, 2, 9), monday)))

    first = made.sessions.order_by("day")[0]
    assert (first.original_date, first.day) == (HOLIDAY, date(2027, 2, 16))
    assert scheduling.materialise(activity=made, by=SYSTEM, now=NOW) == Materialised()


def test_closure_takes_away_also_what_a_holiday_moved_on_from_yesterday(settings) -> None:
    made = group(settings)
    place = book(made.sessions.get(original_date=HOLIDAY))
    ClosureFactory(centre=made.centre, first_day=date(2027, 2, 16), last_day=date(2027, 2, 16))

    morning = datetime(2027, 2, 16, 12, tzinfo=UTC)
    with clock.standing_at(morning):
        scheduling.materialise(activity=made, by=SYSTEM, until=date(2027, 2, 20), now=morning)

    assert Session.objects.get(pk=place.session_id).is_cancelled
    assert OutboxMessage.objects.filter(person=place.person, type="session-cancelled").exists()
