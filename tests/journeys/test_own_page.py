"""Somebody without an account opens their own page: by a link from the desk, and by a code."""

import re

from django.core import mail

from people.models import Person
from people.services import links
from tests.factories.people import ContactPointFactory, PersonFactory
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World


def given_somebody_without_an_account(world: World) -> Person:
    person = PersonFactory(name="Joan Tremblay", language=world.language, centres=[world.centre])
    ContactPointFactory(by_email=True, value="joan@example.org", person=person)
    return person


def when_the_desk_makes_a_link(coordinator: Visitor, person: Person) -> str:
    coordinator.opens("desk:person", public_id=person.public_id)
    coordinator.presses(coordinator.t("Make a link to their page"))
    coordinator.arrives(coordinator.t("A new link to their page"))
    return coordinator.page.locator("textarea").input_value()


def when_they_open_it(joan: Visitor, link: str) -> None:
    joan.page.goto(link)
    joan.arrives(joan.t("Open my page"))
    joan.does_not_see("Joan")
    joan.presses(joan.t("Open my page"), within=joan.main)
    joan.arrives(joan.t("My page"))
    joan.sees("Joan")


def when_they_confirm_their_address(joan: Visitor) -> None:
    joan.follows(joan.t("My details"))
    joan.presses(joan.t("Confirm with a code"))
    joan.arrives(joan.t("Type in your code"))
    types_in_the_code(joan)
    joan.arrives(joan.t("My details"))
    joan.sees(joan.t("confirmed"))


def types_in_the_code(joan: Visitor) -> None:
    joan.writes(joan.t("The code"), re.search(r"\d{6}", mail.outbox[-1].body)[0])
    joan.presses(joan.t("Go on"))


def when_they_close_it(joan: Visitor) -> None:
    joan.presses(joan.t("Close my page"))
    joan.arrives(joan.t("Find my page"))
    joan.sees(joan.t("Your page is closed on this device."))


def then_a_code_opens_it_again(joan: Visitor) -> None:
    joan.writes(joan.t("Your first name"), "joan")
    joan.writes(joan.t("Your mobile number or e-mail address"), "joan@example.org")
    joan.presses(joan.t("Send me a code"))
    joan.arrives(joan.t("Type in your code"))
    types_in_the_code(joan)
    joan.arrives(joan.t("My page"))


def then_an_ended_link_opens_nothing(coordinator: Visitor, joan: Visitor, person: Person, link: str) -> None:
    coordinator.opens("desk:person", public_id=person.public_id)
    coordinator.presses(coordinator.t("End this link"))
    assert links.standing(person) == []
    joan.page.goto(link)
    joan.arrives(joan.t("This link opens nothing any more"), status=404)


def test_own_page_by_a_link_and_by_a_code(world: World, enter: Enter, time_machine) -> None:
    person = given_somebody_without_an_account(world)
    coordinator, joan = enter(user=world.coordinator, viewport=DESK), enter()
    link = when_the_desk_makes_a_link(coordinator, person)
    when_they_open_it(joan, link)
    when_they_confirm_their_address(joan)
    when_they_close_it(joan)
    time_machine.shift(61)  # a code a minute
    then_a_code_opens_it_again(joan)
    then_an_ended_link_opens_nothing(coordinator, joan, person, link)


def test_own_page_needs_no_scripts(world: World, enter: Enter) -> None:
    person = given_somebody_without_an_account(world)
    joan = enter(scripts=False)
    joan.opens("my:find")
    then_a_code_opens_it_again(joan)
    joan.follows(joan.t("Links to my page"))
    joan.presses(joan.t("Make a new link"))
    joan.arrives(joan.t("A new link to my page"))
    assert [link.person for link in links.standing(person)] == [person]
    assert joan.page.locator("[data-copies]").is_visible() is False
