"""The whole line: from a champion's idea to a subscriber's calendar, as four people."""

import shutil
from datetime import date, time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
import recurring_ical_events
from icalendar import Calendar

from activities.models import Activity, Register, Session
from champions.models import Hours
from tests.calendars.programs import Shown, khal
from tests.journeys import going, keeping, proposing, reviewing
from tests.journeys.conftest import Enter
from tests.journeys.hands import WAYS
from tests.journeys.visitor import DESK
from tests.journeys.world import FRIDAY, World

COMMENT = "Six people fit better around the big table."
TITLE = "Cards with Terry"
FRIDAYS = [date(2026, 12, 18), date(2027, 1, 8), date(2027, 1, 15)]  # not at Christmas, not on New Year's Day


class Line:
    """Four people and what each of them does, in the way of `how`."""

    def __init__(self, world: World, enter: Enter, time_machine: Any, how: dict[str, Any]) -> None:
        self.world, self.time_machine = world, time_machine
        self.enter = lambda **more: enter(**how, **more)
        self.language = world.language

    def given_a_centre_with_a_champion_and_a_coordinator(self) -> None:
        self.room = self.world.venue.name_fr if self.language == "fr" else self.world.venue.name_en
        assert self.world.champion.is_active
        assert self.world.coordinator

    def when_the_champion_sends_a_proposal(self) -> None:
        self.champion = self.enter()
        proposing.when_they_sign_in(self.champion, "terry@example.org")
        proposing.when_they_start_from_card_night(self.champion)
        proposing.when_they_tell_their_idea(self.champion)
        proposing.when_they_choose_the_dates(self.champion)
        proposing.when_they_answer_the_rest(self.champion, self.room)
        proposing.when_they_send_it(self.champion)

    def when_the_coordinator_asks_for_a_change(self) -> None:
        self.coordinator = self.enter(user=self.world.coordinator, viewport=DESK)
        reviewing.when_they_open_what_waits(self.coordinator)
        reviewing.when_they_ask_for_a_change(self.coordinator, COMMENT)

    def when_the_champion_sends_it_again(self) -> None:
        proposing.then_they_see_the_comment_and_send_it_again(self.champion, COMMENT)

    def when_the_coordinator_approves(self) -> None:
        reviewing.when_they_open_what_waits(self.coordinator)
        self.coordinator.sees(COMMENT)
        reviewing.when_they_approve(self.coordinator)
        proposing.then_they_read_that_it_is_on_the_site(self.champion)

    def then_a_client_finds_it_and_signs_up(self) -> None:
        self.client = self.enter()
        going.then_it_is_on_the_public_pages(self.client, TITLE)
        going.when_they_sign_up(self.client, name="Joan Tremblay", email="joan@example.org")
        going.then_they_have_a_place(self.client, self.room)

    def when_the_champion_keeps_the_register_on_the_day(self) -> None:
        self.time_machine.move_to(FRIDAY)
        keeping.when_they_open_the_register(self.champion, TITLE)
        keeping.when_they_mark_who_came(self.champion, "Joan T.")
        keeping.when_they_add_who_came_by(self.champion, "Pat Walker", called="Pat W.")
        keeping.when_they_count_who_gave_no_name(self.champion)
        keeping.when_they_close_it(self.champion)

    def then_the_hours_are_counted(self) -> None:
        assert Register.objects.get().headcount == 2
        assert [(hours.champion, hours.day, hours.minutes) for hours in Hours.objects.all()] == [
            (self.world.champion, FRIDAYS[0], 120)
        ]

    def then_a_subscriber_has_it_in_the_calendar(self, folder: Path) -> None:
        file = self._subscribe()
        events = recurring_ical_events.of(Calendar.from_ical(file)).between(date(2026, 12, 1), date(2027, 1, 16))
        assert sorted((event.start.date(), event.start.time(), str(event.start.tzinfo)) for event in events) == [
            (day, time(13, 30), "America/Toronto") for day in FRIDAYS
        ]
        assert {str(event["SUMMARY"]) for event in events} == {TITLE}
        if shutil.which("khal"):  # without it, tests of its own say that it is missing
            shown = khal.shows(file, "America/Toronto", folder, until="2027-01-16")
            assert shown == [Shown(f"{day} 13:30", f"{day} 15:30", TITLE) for day in FRIDAYS]

    def _subscribe(self) -> bytes:
        """The address that the page offers to copy, fetched as a calendar program would."""
        self.client.opens("activities:detail", slug=Activity.objects.get().slug)
        self.client.looks_over()
        offered = self.client.main.locator(".pl-subscribe input[readonly]").input_value()
        with urlopen(offered) as response:  # noqa: S310 - our own server
            assert response.headers["Content-Type"].startswith("text/calendar")
            return response.read()


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("en", "by mouse"),
        ("fr", "by mouse, in the dark"),
        ("en", "by keyboard"),
        ("fr", "without scripts"),
    ],
    indirect=["language"],
)
def test_from_an_idea_to_a_calendar(world: World, enter: Enter, time_machine: Any, way: str, tmp_path: Path) -> None:
    line = Line(world, enter, time_machine, WAYS[way])
    line.given_a_centre_with_a_champion_and_a_coordinator()
    line.when_the_champion_sends_a_proposal()
    line.when_the_coordinator_asks_for_a_change()
    line.when_the_champion_sends_it_again()
    line.when_the_coordinator_approves()
    line.then_a_client_finds_it_and_signs_up()
    line.when_the_champion_keeps_the_register_on_the_day()
    line.then_the_hours_are_counted()
    line.then_a_subscriber_has_it_in_the_calendar(tmp_path)
    assert Session.objects.filter(day=FRIDAYS[0]).count() == 1
