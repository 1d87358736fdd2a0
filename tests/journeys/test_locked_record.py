"""A client locks their record for one colleague, who must act all the same; and a consent is ended by a press."""

from datetime import date

from django.utils.text import capfirst

from people.models import Person, User
from people.services import locks
from tests.factories.people import ContactPointFactory, PersonFactory
from tests.journeys.conftest import Enter
from tests.journeys.hands import Keyboard
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

NAME = "Brian Halloran"


def given_a_client(world: World) -> Person:
    person = PersonFactory(
        name=NAME,
        birth_date=date(1950, 3, 27),
        language=world.language,
        with_account=True,
        user__language=world.language,
        centres=[world.centre],
    )
    ContactPointFactory(person=person, value="+16135550143")
    return person


def when_they_lock_it(client: Visitor, colleague: User) -> None:
    client.opens("my:home")
    client.follows(client.t("Who does not see my record"))
    client.arrives(client.t("Who does not see my record"))
    client.presses(client.t("Lock my record for them"))
    client.arrives(client.t("Who does not see my record"), error=True)
    client.chooses(colleague.name)
    client.presses(client.t("Lock my record for them"))
    client.arrives(client.t("Who does not see my record"))
    client.sees(colleague.name)


def when_the_colleague_must_act(colleague: Visitor) -> None:
    colleague.opens("desk:people")
    colleague.does_not_see(NAME)
    colleague.follows(colleague.t("Records that are locked for you"))
    colleague.arrives(colleague.t("A record that is locked for you"))
    colleague.writes(colleague.t("The whole name"), NAME)
    for part, value in (("day", "27"), ("month", "3"), ("year", "1950")):
        colleague.writes_into(f"[name=birth_date_{part}]", value)
    colleague.presses(colleague.t("Look for it"))
    colleague.arrives(colleague.t("There is a record that is locked for you"))
    colleague.does_not_see(NAME)
    colleague.chooses(capfirst(colleague.t("somebody may come to serious harm, the person or another")))
    colleague.writes(colleague.t("What has happened"), "He fell in the hall.")
    colleague.presses(colleague.t("Open it for half an hour"))
    colleague.arrives(colleague.t("A person’s record"))
    colleague.sees(NAME)


def when_they_open_it_again(client: Visitor) -> None:
    client.opens("my:access")
    client.sees(client.t("Opened the record although it was locked for them"))
    client.opens("my:locks")
    client.presses(client.t("Let them see it again"))
    client.arrives(client.t("Who does not see my record"))
    client.sees(client.t("Everybody whose work it is sees the record."))


def when_they_end_a_consent(client: Visitor) -> None:
    client.opens("my:agreements")
    client.chooses(client.t("Tell me about other activities"))
    client.presses(client.t("Save"))
    client.follows(client.t("What I agreed to, in which words, and since when"))
    client.arrives(client.t("What I agreed to"))
    client.sees(client.t("Tell me about other activities"))
    client.presses(client.t("End this"))
    client.arrives(client.t("What I agreed to"))


def test_locked_record_is_opened_for_a_reason_and_its_person_sees_it(world: World, enter: Enter) -> None:
    person = given_a_client(world)
    colleague = world.coordinator
    world.staff("Marie Roy", world.centre)
    client = enter(user=person.user, hands=Keyboard)
    when_they_lock_it(client, colleague)
    when_the_colleague_must_act(enter(user=colleague, viewport=DESK))
    when_they_open_it_again(client)
    assert locks.standing(person) == []
    when_they_end_a_consent(client)
    assert [one.given for one in person.consents.all()] == [False, True]
