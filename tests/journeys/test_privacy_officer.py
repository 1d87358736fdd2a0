"""The privacy officer: a look worth a question becomes an incident that is counted; and a client has everything."""

import json
from datetime import timedelta
from typing import Any

from core import audit, clock
from core.actors import Actor, Channel, Role
from people.models import Person, User
from privacy.models import Incident, RecordRequest, Rule
from privacy.services import unusual
from tests.factories.people import ContactPointFactory, PersonFactory, StaffRoleFactory, UserFactory
from tests.journeys.conftest import Enter
from tests.journeys.hands import Keyboard
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import MONDAY, World

HAPPENED = "Sam wanted to know how a cousin is."
CHANGED = "Everybody read again what they may open."
WANTED = "The notes of my call in spring."


def given_an_officer(world: World) -> User:
    who = {"user__name": "Ines Ferreira", "user__language": world.language}
    return StaffRoleFactory(centre=world.centre, role=Role.MANAGER, **who).user


def given_a_look_last_friday(world: World) -> Person:
    """Sam Tremblay opened the record of Joan Tremblay; the night’s run has gone through it."""
    person = PersonFactory(name="Joan Tremblay", centres=[world.centre])
    sam = StaffRoleFactory(centre=world.centre, user__name="Sam Tremblay").user
    roles = frozenset({Role.COORDINATOR})
    by = Actor(user_id=sam.pk, roles=roles, centre_id=world.centre.pk, channel=Channel.DESK)
    with clock.standing_at(MONDAY - timedelta(days=3)):
        audit.record("person.viewed", by=by, subject=person, person_id=person.pk)
    unusual.find(world.centre, now=MONDAY)
    return person


def when_the_officer_looks_into_it(officer: Visitor) -> None:
    officer.opens("desk:home")
    officer.follows(officer.t("Privacy"))
    officer.arrives(officer.t("Who looked"))
    officer.sees("Sam Tremblay")
    officer.writes(officer.t("About whom"), "tremb")
    officer.presses(officer.t("Search"))
    officer.arrives(officer.t("Who looked"))
    assert "tremb" not in officer.page.url.lower()
    officer.sees("Joan Tremblay")
    officer.follows(officer.t("Unusual looks"), within=officer.main)
    officer.arrives(officer.t("Unusual looks"))
    officer.follows(officer.t("%(viewer)s looked at %(person)s", viewer="Sam Tremblay", person="Joan Tremblay"))
    officer.arrives(officer.t("An unusual look"))
    officer.sees(officer.t(Rule.NAME.label))
    officer.chooses(officer.t("It is an incident"))
    officer.presses(officer.t("Save"))
    officer.arrives(officer.t("Write an incident down"))


def when_they_write_it_down(officer: Visitor) -> None:
    officer.writes(officer.t("What happened?"), HAPPENED)
    officer.presses(officer.t("Save"))
    officer.arrives(officer.t("A privacy incident"))
    officer.sees(HAPPENED, "Joan Tremblay", officer.t("The people affected"))


def when_they_see_it_through(officer: Visitor) -> None:
    officer.follows(officer.t("Somebody was told"))
    officer.arrives(officer.t("Somebody was told"))
    officer.chooses(officer.t("The people affected"))
    officer.presses(officer.t("Save"))
    officer.arrives(officer.t("A privacy incident"))
    officer.follows(officer.t("It is contained"))
    officer.arrives(officer.t("It is contained"))
    officer.presses(officer.t("Save"))
    officer.follows(officer.t("Go through the reasons"))
    officer.arrives(officer.t("Must the Commissioner be told?"))
    officer.presses(officer.t("Save"))
    officer.follows(officer.t("Close the incident"))
    officer.arrives(officer.t("Close the incident"))
    officer.presses(officer.t("Save"))
    officer.arrives(officer.t("Close the incident"), error=True)
    officer.writes(officer.t("What was changed, so that it does not happen again?"), CHANGED)
    officer.presses(officer.t("Save"))
    officer.arrives(officer.t("A privacy incident"))
    officer.sees(CHANGED)


def then_the_year_counts_it(officer: Visitor) -> None:
    officer.opens("privacy:incidents")
    officer.arrives(officer.t("Privacy incidents"))
    officer.follows(officer.t("The year’s counters"))
    officer.arrives(officer.t("The year’s counters"))
    officer.sees(officer.t("Used without authority"))
    row = officer.page.get_by_role("row").filter(has_text=officer.t("Used without authority"))
    assert row.get_by_role("cell").all_inner_texts() == ["1", "1", "1", "0", "0", "0", "0"]
    sheet = fetched(officer, officer.t("Print it"))
    assert sheet.headers["content-type"].split(";")[0] in {"application/pdf", "text/html"}


def fetched(visitor: Visitor, link: str) -> Any:
    """What a link gives that the browser would put into a window of its own."""
    address = visitor.page.get_by_role("link", name=link, exact=True).or_(
        visitor.page.get_by_role("button", name=link, exact=True)
    )
    response = visitor.context.request.get(visitor.site + str(address.first.get_attribute("href")))
    assert response.ok
    return response


def test_unusual_look_becomes_an_incident_that_is_counted(world: World, enter: Enter) -> None:
    officer = given_an_officer(world)
    given_a_look_last_friday(world)
    at_desk = enter(user=officer, viewport=DESK, hands=Keyboard)
    when_the_officer_looks_into_it(at_desk)
    when_they_write_it_down(at_desk)
    when_they_see_it_through(at_desk)
    then_the_year_counts_it(at_desk)
    assert Incident.objects.get().state == "closed"


# --- a client asks for everything -----------------------------------------------------------------------------------
def given_a_client(world: World) -> Person:
    user = UserFactory(name="Joan Tremblay", language=world.language)
    person = PersonFactory(name="Joan Tremblay", language=world.language, user=user, centres=[world.centre])
    ContactPointFactory(person=person, value="+16135550142")
    return person


def when_they_take_what_there_is(joan: Visitor) -> None:
    joan.opens("my:home")
    joan.follows(joan.t("My record: have everything, or have something corrected"))
    joan.arrives(joan.t("My record"))
    data = json.loads(fetched(joan, joan.t("The same as a file for a program (JSON)")).body())
    held = {part["part"]: part for hat in data["hats"] for part in hat["parts"]}
    assert held["contact_points"]["fields"][0]["value"] == "+16135550142"
    assert data["language"] == joan.language
    fetched(joan, joan.t("Everything that is held about me, to print or keep"))
    fetched(joan, joan.t("Who has looked at my record, to print or keep"))


def when_they_ask_for_the_rest(joan: Visitor) -> None:
    joan.follows(joan.t("Ask for everything else"))
    joan.arrives(joan.t("Ask for everything else"))
    joan.writes(joan.t("Is there something in particular that you would like to have?"), WANTED)
    joan.presses(joan.t("Send it to the centre"))
    joan.arrives(joan.t("My record"))
    joan.sees(WANTED)


def when_the_officer_answers(officer: Visitor) -> None:
    officer.opens("desk:home")
    officer.sees(officer.t("To have everything that is held"))
    officer.follows(officer.t("To have everything that is held"), within=officer.main)
    officer.arrives(officer.t("A request about a record"))
    officer.sees(WANTED)
    fetched(officer, officer.t("To print and hand over"))
    officer.chooses(officer.t("Yes: it is done"))
    officer.writes(officer.t("For the person to read"), "The notes are in the envelope at the desk.")
    officer.presses(officer.t("Save"))
    officer.arrives(officer.t("A request about a record"))


def then_they_read_the_answer(joan: Visitor) -> None:
    joan.opens("my:home")
    joan.arrives(joan.t("My page"))
    joan.follows(joan.t("To have everything that is held"), within=joan.main)
    joan.arrives(joan.t("My record"))
    joan.sees("The notes are in the envelope at the desk.")


def test_client_asks_for_everything_and_has_it(world: World, enter: Enter) -> None:
    officer, person = given_an_officer(world), given_a_client(world)
    joan = enter(user=person.user)
    when_they_take_what_there_is(joan)
    when_they_ask_for_the_rest(joan)
    when_the_officer_answers(enter(user=officer, viewport=DESK))
    then_they_read_the_answer(joan)
    assert RecordRequest.objects.get().state == "granted"
