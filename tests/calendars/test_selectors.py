"""Which sessions are in which file, and what makes a file a new one."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from activities.models import Activity, ActivityState, Session
from calendars import selection, selectors
from centres.models import Centre
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import VenueFactory

NOW = datetime(2026, 11, 3, 15, tzinfo=UTC)
TODAY = date(2026, 11, 3)


def days(found: selection.Selection | None) -> list[date]:
    assert found is not None
    return [date.starts_at.astimezone(found.zone).date() for date in selection.fetch(found).dates]


def test_window_is_sixty_days_back_to_the_horizon(activity: Activity, settings) -> None:
    horizon = TODAY + timedelta(weeks=settings.SESSION_HORIZON_WEEKS)
    first = TODAY - timedelta(days=60)
    for day in (first - timedelta(days=1), first, TODAY, horizon, horizon + timedelta(days=1)):
        SessionFactory(activity=activity, day=day)

    assert days(selectors.of_centre("gateway", now=NOW)) == [first, TODAY, horizon]
    assert days(selectors.of_activity("cards", now=NOW)) == [first, TODAY, horizon]


def test_cancelled_date_stays_for_thirty_days(activity: Activity) -> None:
    last = TODAY - timedelta(days=30)
    for day in (last - timedelta(days=1), last):
        SessionFactory(activity=activity, day=day, cancelled=True)

    assert days(selectors.of_centre("gateway", now=NOW)) == [last]


def test_cancelled_night_is_kept_by_its_end(activity: Activity) -> None:
    evening = TODAY - timedelta(days=31)
    midnight = datetime(2026, 10, 4, 4, tzinfo=UTC)  # in Toronto, thirty days ago
    ends = {"first": midnight - timedelta(minutes=1), "second": midnight}
    for number, end in enumerate(ends.values()):
        day = evening - timedelta(days=number)
        SessionFactory(activity=activity, day=day, cancelled=True, starts_at=end - timedelta(hours=3), ends_at=end)

    assert [date.ends_at for date in selection.fetch(selectors.of_activity("cards", now=NOW)).dates] == [midnight]


def test_file_of_an_activity_has_no_other(activity: Activity) -> None:
    SessionFactory(activity=ActivityFactory(centre=activity.centre), day=TODAY)
    mine = SessionFactory(activity=activity, day=TODAY)

    found = selectors.of_activity("cards", now=NOW)
    assert found is not None
    assert [date.public_id for date in selection.fetch(found).dates] == [mine.public_id]


def test_file_of_a_centre_has_no_other(activity: Activity) -> None:
    SessionFactory(day=TODAY)

    assert days(selectors.of_centre("gateway", now=NOW)) == []


def test_ended_activity_keeps_its_file_with_cancelled_dates_only(activity: Activity) -> None:
    SessionFactory(activity=activity, day=TODAY)
    SessionFactory(activity=activity, day=TODAY + timedelta(days=7), cancelled=True)
    Activity.objects.filter(pk=activity.pk).update(state=ActivityState.ENDED)

    assert days(selectors.of_activity("cards", now=NOW)) == [TODAY + timedelta(days=7)]
    assert days(selectors.of_centre("gateway", now=NOW)) == [TODAY + timedelta(days=7)]


def test_centre_that_is_not_listed_has_no_files(activity: Activity) -> None:
    session = SessionFactory(activity=activity, day=TODAY)
    Centre.objects.update(listed=False)

    assert selectors.of_centre("gateway", now=NOW) is None
    assert selectors.of_activity("cards", now=NOW) is None
    assert selectors.of_session(session.public_id) is None


def _later() -> datetime:
    return timezone.now() + timedelta(minutes=1)


def _create(session: Session) -> None:
    SessionFactory(activity=session.activity, day=session.day + timedelta(days=7))


def _delete(session: Session) -> None:
    Session.objects.filter(pk=session.pk + 1).delete()


def _change(session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(modified_at=_later())


def _change_within_the_same_moment(session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(revision=1)


def _change_activity(session: Session) -> None:
    Activity.objects.update(modified_at=_later())


def _rename_venue(session: Session) -> None:
    session.venue.name_en = "Small room"
    session.venue.save()


def _change_phone(session: Session) -> None:
    Centre.objects.update(phone="+16135550199")


def _take_seats(session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(seats_taken=3)


def _touch_another_centre(session: Session) -> None:
    SessionFactory(day=TODAY)
    VenueFactory()


CHANGES = [_create, _delete, _change, _change_within_the_same_moment, _change_activity, _rename_venue, _change_phone]


@pytest.fixture
def session(activity: Activity) -> Session:
    session = SessionFactory(activity=activity, day=TODAY)
    SessionFactory(activity=activity, day=TODAY + timedelta(days=1))
    return session


def print_of(slug: str = "gateway", now: datetime = NOW) -> object:
    found = selectors.of_centre(slug, now=now)
    assert found is not None
    return selection.fingerprint(found)


@pytest.mark.parametrize("change", CHANGES)
def test_fingerprint_changes_with_every_change(session: Session, change: Callable[[Session], None]) -> None:
    before = print_of()

    change(session)

    assert print_of() != before


@pytest.mark.parametrize("change", [_take_seats, _touch_another_centre])
def test_fingerprint_stays_with_what_no_calendar_shows(session: Session, change: Callable[[Session], None]) -> None:
    before = print_of()

    change(session)

    assert print_of() == before


def test_fingerprint_stays_while_the_window_moves_over_nothing(session: Session) -> None:
    assert print_of(now=NOW + timedelta(days=1)) == print_of()


def test_fingerprint_changes_when_a_date_leaves_the_window(session: Session) -> None:
    assert print_of(now=NOW + timedelta(days=61)) != print_of()
