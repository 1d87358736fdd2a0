"""Somebody comes every time, skips one week, comes that week after all, and stops in the end."""

from datetime import date, time, timedelta

import pytest

from activities.choices import JoinMode
from activities.models import Booking, BookingState, Enrolment, Session
from activities.notices import place_token
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.journeys import going
from tests.journeys.conftest import Enter
from tests.journeys.hands import WAYS
from tests.journeys.visitor import Visitor
from tests.journeys.world import World

GROUP = {"start_date": date(2026, 12, 11), "start_time": time(13, 30)}


def given_three_fridays(world: World) -> list[Session]:
    group = ActivityFactory(
        centre=world.centre, venue=world.venue, join_mode=JoinMode.STANDING, capacity=5, title_en="Cards", **GROUP
    )
    return [SessionFactory(activity=group, day=group.start_date + timedelta(weeks=weeks)) for weeks in range(3)]


def when_they_sign_up_for_every_time(visitor: Visitor, first: Session) -> None:
    visitor.opens("activities:detail", slug=first.activity.slug)
    visitor.arrives(first.activity.title_fr if visitor.language == "fr" else first.activity.title_en)
    visitor.sees(visitor.t("Sign up once for every date, or for one date to try it."))
    visitor.follows(visitor.t("Sign up"), within=visitor.main.locator(".pl-row").first)
    visitor.arrives(visitor.t("Sign up"))
    going.fill_in(visitor, name="Joan Tremblay", email="joan@example.org")
    visitor.presses(visitor.t("Sign up"), within=visitor.main)
    visitor.arrives(visitor.t("Sign up"), error=True)  # how often was not said
    visitor.hands.choose(visitor.page.locator("input[name=every_time][value=every]"))
    visitor.presses(visitor.t("Sign up"), within=visitor.main)
    visitor.arrives(visitor.t("My place"))
    visitor.sees(visitor.t("You have a place"), visitor.t("You come every time"))
    assert visitor.main.locator(".pl-row").count() == 3


def when_they_skip_the_second_week(visitor: Visitor) -> None:
    visitor.follows(visitor.t("Skip this date"), within=visitor.main.locator(".pl-row").nth(1))
    visitor.arrives(visitor.t("Skip this date"))
    visitor.presses(visitor.t("Yes, skip this date"))
    visitor.arrives(visitor.t("My place"))
    visitor.sees(visitor.t("You are not coming this time"))
    rows = visitor.main.locator(".pl-row .govuk-tag").all_inner_texts()
    place, skipped = visitor.t("You have a place"), visitor.t("Not this time")
    assert [text.lower() for text in rows] == [text.lower() for text in (place, skipped, place)]


def when_they_come_after_all(visitor: Visitor) -> None:
    visitor.presses(visitor.t("I can come after all"))
    visitor.arrives(visitor.t("My place"))
    visitor.sees(visitor.t("You have a place"))


def when_they_stop(visitor: Visitor) -> None:
    visitor.follows(visitor.t("Stop coming every time"))
    visitor.arrives(visitor.t("Stop coming every time"))
    visitor.presses(visitor.t("Yes, give all my dates back"))
    visitor.arrives(visitor.t("My place"))
    visitor.sees(visitor.t("You have no place on this date"))


def states_of(session: Session) -> list[str]:
    return [row.state for row in Booking.objects.filter(session=session).order_by("pk")]


@pytest.mark.parametrize(
    ("language", "way"),
    [("en", "by mouse"), ("fr", "by mouse"), ("en", "by keyboard"), ("fr", "without scripts")],
    indirect=["language"],
)
def test_standing_place_with_a_skipped_week(world: World, enter: Enter, way: str) -> None:
    first, second, third = given_three_fridays(world)
    visitor = enter(**WAYS[way])
    when_they_sign_up_for_every_time(visitor, first)
    when_they_skip_the_second_week(visitor)
    gave_back, place = BookingState.CANCELLED, BookingState.CONFIRMED
    assert [states_of(session) for session in (first, second, third)] == [[place], [gave_back], [place]]
    when_they_come_after_all(visitor)
    assert states_of(second) == [gave_back, place]
    when_they_stop(visitor)
    assert Booking.objects.active().count() == Enrolment.objects.active().count() == 0


def test_course_is_one_sign_up_for_all_its_dates(world: World, enter: Enter) -> None:
    group = ActivityFactory(
        centre=world.centre, venue=world.venue, join_mode=JoinMode.COURSE, capacity=5, title_en="Fiddle", **GROUP
    )
    sessions = [SessionFactory(activity=group, day=group.start_date + timedelta(weeks=weeks)) for weeks in range(3)]
    visitor = enter()
    visitor.opens("activities:detail", slug=group.slug)
    visitor.arrives(group.title_fr if world.language == "fr" else group.title_en)
    visitor.follows(visitor.t("Sign up for the course"))
    visitor.arrives(visitor.t("Sign up for the course"))
    going.fill_in(visitor, name="Joan Tremblay", email="joan@example.org")
    visitor.presses(visitor.t("Sign up for the course"), within=visitor.main)
    visitor.arrives(visitor.t("My place"))
    visitor.sees(visitor.t("You have a place"), visitor.t("Your dates in the course"))
    assert [states_of(session) for session in sessions] == [[BookingState.CONFIRMED]] * 3


def test_drop_in_only_hears_that_somebody_thinks_of_coming(world: World, enter: Enter) -> None:
    group = ActivityFactory(centre=world.centre, venue=world.venue, drop_in=True, title_en="Coffee", **GROUP)
    SessionFactory(activity=group, day=group.start_date)
    visitor = enter()
    visitor.opens("activities:detail", slug=group.slug)
    visitor.arrives(group.title_fr if world.language == "fr" else group.title_en)
    visitor.sees(visitor.t("Just come."))
    visitor.follows(visitor.t("I am thinking of coming"))
    visitor.arrives(visitor.t("I am thinking of coming"))
    going.fill_in(visitor, name="Joan Tremblay", email="joan@example.org")
    visitor.presses(visitor.t("Tell the centre"), within=visitor.main)
    visitor.arrives(visitor.t("My place"))
    visitor.sees(visitor.t("You are thinking of coming"))
    booking = Booking.objects.get()
    assert place_token(booking).split(":")[0] in visitor.page.url
    visitor.follows(visitor.t("I am not coming after all"))
    visitor.arrives(visitor.t("I am not coming after all"))
    visitor.presses(visitor.t("Yes, take it back"))
    visitor.arrives(visitor.t("My place"))
    booking.refresh_from_db()
    assert booking.state == BookingState.CANCELLED
