"""Terry: seen as difficult, asked by a provider, and host of the third card night in the end."""

from datetime import date, datetime
from typing import Any

import pytest

from activities.models import Register
from champions.models import Champion, Hours, Need
from champions.services import clearances
from core.actors import SYSTEM
from people.models import Person
from tests.factories.people import UserFactory
from tests.fakes.texts import KeptTexts
from tests.journeys import keeping, proposing, reviewing
from tests.journeys.conftest import Enter
from tests.journeys.hands import WAYS
from tests.journeys.test_invitation import Way
from tests.journeys.visitor import DESK
from tests.journeys.world import TORONTO, World

TITLE = "Cards with Terry"
NIGHTS = [date(2026, 12, 18), date(2027, 1, 8), date(2027, 1, 15)]  # not at Christmas, not on New Year's Day


class Terry:
    """From the first sentence to the third night."""

    def __init__(self, world: World, enter: Enter, time_machine: Any, how: dict[str, Any]) -> None:
        self.world, self.enter, self.time_machine, self.how = world, enter, time_machine, how
        self.way = Way(world, enter, how)
        self.room = world.venue.name_fr if world.language == "fr" else world.venue.name_en

    def when_terry_is_asked_and_becomes_active(self) -> None:
        self.way.given_a_centre_that_knows_terry()
        self.way.when_a_provider_asks()
        self.way.when_the_coordinator_says_who_it_is()
        self.way.when_terry_answers_and_applies()
        self.way.when_the_coordinator_moves_terry_along()

    def when_terry_proposes_a_card_night(self) -> None:
        person = Person.objects.get(name="Terrence Moss")
        person.user = UserFactory(name="Terrence Moss", language=self.world.language)
        person.save()
        self.user = person.user
        self.terry = self.enter(user=self.user, **self.how)
        self.terry.opens("my:home")
        proposing.when_they_start_from_card_night(self.terry)
        proposing.when_they_tell_their_idea(self.terry)
        proposing.when_they_choose_the_dates(self.terry)
        proposing.when_they_answer_the_rest(self.terry, self.room)
        proposing.when_they_send_it(self.terry)

    def when_staff_cannot_approve_before_terry_is_cleared(self) -> None:
        """What is missing is named; once it is settled, the same button works."""
        self.coordinator = self.enter(user=self.world.coordinator, viewport=DESK)
        reviewing.when_they_open_what_waits(self.coordinator)
        self.coordinator.presses(self.coordinator.t("Approve"))
        self.coordinator.sees("Terrence Moss")
        self.coordinator.sees(self.coordinator.t(Need.ORIENTATION.label))
        champion = Champion.objects.get()
        for need in (Need.ORIENTATION, Need.CONFIDENTIALITY):
            clearances.settle(champion, need, by=SYSTEM, on=date(2026, 12, 7))
        reviewing.when_they_open_what_waits(self.coordinator)
        reviewing.when_they_approve(self.coordinator)

    def when_terry_hosts(self, day: date) -> None:
        self.time_machine.move_to(datetime(day.year, day.month, day.day, 14, 15, tzinfo=TORONTO))
        terry = self.enter(user=self.user, **self.how)  # weeks later, one signs in again
        keeping.when_they_open_the_register(terry, TITLE)
        keeping.when_they_add_who_came_by(terry, "Pat Walker", called="Pat W.")
        keeping.when_they_close_it(terry)

    def then_three_nights_are_kept_and_counted(self) -> None:
        assert Register.objects.filter(closed_at__isnull=False).count() == len(NIGHTS)
        assert sorted(Hours.objects.values_list("day", flat=True)) == NIGHTS


@pytest.mark.parametrize("language", ["en", "fr"], indirect=True)
def test_from_a_sentence_to_the_third_card_night(
    world: World, enter: Enter, texts: type[KeptTexts], time_machine: Any
) -> None:
    story = Terry(world, enter, time_machine, WAYS["by mouse"])
    story.when_terry_is_asked_and_becomes_active()
    story.when_terry_proposes_a_card_night()
    story.when_staff_cannot_approve_before_terry_is_cleared()
    for day in NIGHTS:
        story.when_terry_hosts(day)
    story.then_three_nights_are_kept_and_counted()
