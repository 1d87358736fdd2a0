"""A provider asks Terry in three fields; Terry answers without an account, and is active in the end."""

import pytest

from champions.models import Champion, Standing
from core.actors import Role
from core.models import Transition
from people.models import User
from tests.factories.people import ContactPointFactory, PersonFactory, StaffRoleFactory
from tests.fakes.texts import KeptTexts
from tests.journeys import asking
from tests.journeys.conftest import Enter
from tests.journeys.hands import WAYS
from tests.journeys.visitor import DESK
from tests.journeys.world import World

NUMBER = "613-555-0199"


class Way:
    """Three people: who asks, who is asked, and who sees to the rest."""

    def __init__(self, world: World, enter: Enter, how: dict) -> None:
        self.world, self.enter, self.how = world, enter, how

    def given_a_centre_that_knows_terry(self) -> None:
        person = PersonFactory(name="Terrence Moss", language=self.world.language, centres=[self.world.centre])
        ContactPointFactory(person=person, value="+16135550199")
        self.joan: User = StaffRoleFactory(
            role=Role.PROVIDER,
            centre=self.world.centre,
            user__name="Joan Tremaine",
            user__language=self.world.language,
        ).user

    def when_a_provider_asks(self) -> None:
        self.provider = self.enter(user=self.joan, viewport=DESK)
        asking.when_they_ask_in_three_fields(self.provider, name="Terry Moss", number=NUMBER)

    def when_the_coordinator_says_who_it_is(self) -> None:
        self.coordinator = self.enter(user=self.world.coordinator, viewport=DESK)
        asking.when_they_say_whom_is_meant(self.coordinator, name="Terry Moss", record="Terrence Moss")
        asking.then_they_read_what_became_of_it(self.provider, "invited")

    def when_terry_answers_and_applies(self) -> None:
        terry = self.enter(**self.how)
        asking.when_they_open_the_link(terry)
        asking.when_they_say_yes_and_tell_of_themselves(terry)
        asking.then_they_send_it(terry)
        asking.then_they_read_what_became_of_it(self.provider, "said yes")

    def when_the_coordinator_moves_terry_along(self) -> None:
        asking.when_they_open_the_file_from_the_board(self.coordinator, "Terrence Moss")
        self.coordinator.sees("Cribbage", asking.WORDS)
        asking.when_they_plan_coffee(self.coordinator)
        asking.when_they_go_on_to(self.coordinator, "meet", why="We had coffee.")
        asking.when_they_go_on_to(self.coordinator, "screen", why="The orientation is on Tuesday.")
        asking.when_they_go_on_to(self.coordinator, "welcome", why="All is ready.")
        asking.then_the_board_has_nobody_of_that_name(self.coordinator, "Terrence Moss")

    def then_terry_is_active_and_the_history_says_how(self) -> None:
        champion = Champion.objects.get()
        assert (champion.standing, champion.languages) == (Standing.ACTIVE, ["ase"])
        assert [(step.name, step.note) for step in Transition.of(champion)] == [
            ("invite", ""),
            ("apply", ""),
            ("meet", "We had coffee."),
            ("screen", "The orientation is on Tuesday."),
            ("welcome", "All is ready."),
        ]
        asking.then_they_read_what_became_of_it(self.provider, "started")


@pytest.mark.parametrize(
    ("language", "way"),
    [("en", "by mouse"), ("fr", "by mouse, in the dark"), ("en", "by keyboard"), ("fr", "without scripts")],
    indirect=["language"],
)
def test_from_asked_to_active(world: World, enter: Enter, texts: type[KeptTexts], way: str) -> None:
    journey = Way(world, enter, WAYS[way])
    journey.given_a_centre_that_knows_terry()
    journey.when_a_provider_asks()
    journey.when_the_coordinator_says_who_it_is()
    journey.when_terry_answers_and_applies()
    journey.when_the_coordinator_moves_terry_along()
    journey.then_terry_is_active_and_the_history_says_how()
