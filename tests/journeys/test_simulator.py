"""A newcomer tries the demo: signs up by text, then calls the line, on the telephone that is a page."""

import pytest
from playwright.sync_api import expect

from activities.models import Booking
from core.actors import Channel
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.fakes.network import LINE, network  # noqa: F401 - a fixture
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import MONDAY, World


@pytest.fixture
def demo(site: str, request: pytest.FixtureRequest, settings) -> None:
    """A stand-in for the telephone network runs, as in the demo."""
    settings.PHONE_STAND_IN = request.getfixturevalue("network").base


def given_a_group(world: World) -> None:
    world.centre.line_number = LINE
    world.centre.save()
    group = ActivityFactory(
        centre=world.centre, title_en="Cards", title_fr="Cartes", join_code="4829", start_date=MONDAY.date()
    )
    for day in (1, 8):
        SessionFactory(activity=group, day=MONDAY.date().replace(day=MONDAY.day + day))


def when_they_text(visitor: Visitor, words: str) -> None:
    visitor.writes(visitor.t("Write a text"), words)
    visitor.presses(visitor.t("Send"))
    visitor.arrives(visitor.t("A telephone to try"))


def then_the_thread_says(visitor: Visitor, words: str) -> None:
    expect(visitor.page.locator(".pl-thread__text").last).to_contain_text(words)


def test_sign_up_by_text_on_the_page(demo: None, world: World, enter: Enter) -> None:
    given_a_group(world)
    visitor = enter(user=world.coordinator, viewport=DESK)
    visitor.opens("desk_simulator:phone")
    visitor.arrives(visitor.t("A telephone to try"))
    join = {"en": "JOIN 4829", "fr": "INSCRIRE 4829"}[world.language]
    when_they_text(visitor, join)
    when_they_text(visitor, "1")
    when_they_text(visitor, "Rosa")
    then_the_thread_says(
        visitor, {"en": "You have a place: Cards", "fr": "Vous avez une place : Cartes"}[world.language]
    )
    assert Booking.objects.get().channel == Channel.SMS


def test_call_on_the_page(demo: None, world: World, enter: Enter) -> None:
    given_a_group(world)
    visitor = enter(user=world.coordinator, viewport=DESK)
    visitor.opens("desk_simulator:phone")
    visitor.presses(visitor.t("Call %(line)s", line="519-555-0100"))
    visitor.arrives(visitor.t("A telephone to try"))
    heard = visitor.page.locator("#heard")
    expect(heard).to_contain_text("For English, press 1")
    visitor.presses({"en": "1", "fr": "2"}[world.language], within=visitor.page.locator(".pl-keypad"))
    visitor.arrives(visitor.t("A telephone to try"))
    expect(heard).to_contain_text({"en": "To hear what is on this week, press 1", "fr": "faites le 1"}[world.language])
    visitor.presses(visitor.t("Hang up"))
    visitor.arrives(visitor.t("A telephone to try"))
    expect(heard).to_contain_text(visitor.t("(The call has ended.)"))


def test_without_a_stand_in_there_is_no_such_page(world: World, enter: Enter) -> None:
    visitor = enter(user=world.coordinator)
    visitor.opens("desk_simulator:phone")
    assert visitor.status == 404
