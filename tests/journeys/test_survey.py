"""A manager opens a round; a champion answers from their own page; when it is over, there are too few to show."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from core.actors import Role
from evaluation.models import Survey
from people.models import User
from tests.factories.champions import ChampionFactory
from tests.factories.people import StaffRoleFactory
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

TITLE = "Ask champions, providers or the organisation"


def given_six_champions_and_their_manager(world: World) -> User:
    _ = world.champion
    ChampionFactory.create_batch(5, centre=world.centre)
    who = {"user__name": "Ada Lund", "user__email": "ada@example.org", "user__language": world.language}
    return StaffRoleFactory(centre=world.centre, role=Role.MANAGER, **who).user


def when_the_manager_asks(manager: Visitor) -> None:
    manager.opens("desk_evidence:home")
    manager.follows(manager.t("Surveys"), within=manager.main)
    manager.arrives(manager.t("Surveys"))
    manager.follows(manager.t("Open a new round"))
    manager.arrives(manager.t(TITLE))
    manager.presses(manager.t("Open the round, and ask them"))
    manager.arrives(manager.t(TITLE), error=True)
    manager.hands.choose(manager.page.locator("input[name=audience][value=champion]"))
    manager.presses(manager.t("Open the round, and ask them"))
    manager.arrives(manager.t("Health Champions"))
    manager.sees(
        manager.t("It is open. Nothing is shown until it is over: each new answer could be told from the difference.")
    )


def when_a_champion_answers(champion: Visitor) -> None:
    champion.opens("my:home")
    champion.follows(champion.t("Look at the questions"))
    champion.arrives(champion.t("A few questions for you"))
    champion.presses(champion.t("Send my answers"))
    champion.arrives(champion.t("A few questions for you"), error=True)
    champion.sees(champion.t("No question has an answer yet."))
    champion.hands.choose(champion.page.locator("input[name=purpose][value='8']"))
    champion.hands.choose(champion.page.locator("input[name=load][value=declined]"))
    champion.presses(champion.t("Send my answers"))
    champion.sees(champion.t("Thank you. Your answers are counted, without your name."))
    champion.opens("my_survey:answer", Survey.objects.get().public_id)
    champion.arrives(champion.t("Nothing is asked any more"))


def then_it_is_too_little_to_show(manager: Visitor) -> None:
    manager.opens("desk_surveys:list")
    manager.arrives(manager.t("Surveys"))
    manager.follows(manager.t("Health Champions"))
    manager.arrives(manager.t("Health Champions"))
    manager.sees(manager.t("Too few to show: fewer than 6 people answered."))


def test_manager_opens_a_round_and_a_champion_answers(world: World, enter: Enter, time_machine: Any) -> None:
    user = given_six_champions_and_their_manager(world)
    when_the_manager_asks(enter(user=user, viewport=DESK))
    when_a_champion_answers(enter(user=world.champion.person.user))
    time_machine.move_to(timezone.now() + timedelta(days=22))
    then_it_is_too_little_to_show(enter(user=user, viewport=DESK))
