"""A friendly visit whose visitor does not check out: a text, a call, and then the one on call, within the minutes that
were agreed. Texts and calls go through the provider's stand-in, and come back by its signed webhooks."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from core import jobs
from core.actors import SYSTEM
from matches.models import Alert, AlertState, Match, Visit, VisitState
from matches.services import safety
from people.models import Person, StaffRole
from people.services import contacts, persons
from scripts.stand_in.network import Network
from tests.factories.matches import MatchFactory, MatchRequestFactory, VisitFactory
from tests.fakes.network import LINE, network  # noqa: F401 - a fixture
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import MONDAY, World

MINUTE = timedelta(minutes=1)
START = MONDAY + 4 * timedelta(hours=1)  # 2 pm
END = START + timedelta(hours=1)
GRACE = 20
ASKED_AT = END + GRACE * MINUTE
TERRY, GRACES = "+15195550142", "+15195550160"
PLAN = "Call Terry, then Rosa’s daughter. Then Sam drives there."
ALL_WELL = {"en": "All well? Your visit was to end at 3", "fr": "Tout va bien? Votre visite devait finir à 15"}
TO_STAFF = {"en": "A visitor has not checked out.", "fr": "Une personne en visite n'a pas signalé son départ."}
NEWS = {
    "en": "We heard from the visitor: all is well.",
    "fr": "Nous avons des nouvelles de la personne en visite",
}


@pytest.fixture
def phones(site: str, request: pytest.FixtureRequest) -> Network:
    return request.getfixturevalue("network")


def has_number(person: Person, number: str) -> None:
    contacts.add(person=person, value=number, kind="mobile", by=SYSTEM)


def given_a_visit(world: World) -> Visit:
    """Terry visits Rosa from two to three; Grace is on call."""
    world.centre.line_number = LINE
    world.centre.save()
    asked = MatchRequestFactory(centre=world.centre, person__name="Rosa Diaz")
    has_number(world.champion.person, TERRY)
    match: Match = MatchFactory(
        centre=world.centre,
        request=asked,
        champion=world.champion,
        plan=PLAN,
        grace=GRACE,
        visitor_can_be_reached="+15195550143",
    )
    StaffRole.objects.filter(user=world.coordinator).update(is_on_call=True)
    has_number(persons.of_account(world.coordinator), GRACES)
    return VisitFactory(match=match, starts_at=START)


def when_the_visitor_arrives(visitor: Visitor) -> None:
    """By one tap, on a telephone; the address is there."""
    visitor.opens("my_champion:home")
    visitor.arrives(visitor.t("My work as a Health Champion"))
    visitor.follows("Rosa", within=visitor.main)
    visitor.arrives(visitor.t("A visit"))
    visitor.sees("12 Mill Street", "The side door; the bell is broken")
    visitor.presses(visitor.t("I am there"))
    visitor.arrives(visitor.t("A visit"))
    visitor.sees(visitor.t("Thank you. We know that you are there."))


def when_it_is(moment: datetime, time_machine: Any, phones: Network) -> None:
    """The worker looks what is due, and sends it."""
    time_machine.move_to(moment)
    jobs.run_due()
    phones.settle()


def texts_to(number: str, phones: Network) -> list[str]:
    return [message.body for message in phones.handset.thread(number)]


def when_nothing_is_heard(world: World, phones: Network, time_machine: Any) -> None:
    """Asked by text, then by a call that nobody takes; the one on call knows ten minutes after the grace."""
    when_it_is(ASKED_AT - MINUTE, time_machine, phones)
    assert texts_to(TERRY, phones) == []
    when_it_is(ASKED_AT, time_machine, phones)
    [text] = texts_to(TERRY, phones)
    assert text.startswith(ALL_WELL[world.language])
    when_it_is(ASKED_AT + 5 * MINUTE, time_machine, phones)
    [call] = phones.handset.ringing(TERRY)
    call.no_answer()
    assert texts_to(GRACES, phones) == []
    when_it_is(ASKED_AT + 10 * MINUTE, time_machine, phones)
    [alert] = texts_to(GRACES, phones)
    assert alert.startswith(TO_STAFF[world.language])
    assert [name for name in ("Terry", "Rosa", "Mill") if name in alert] == []


def then_staff_see_the_plan(staff: Visitor) -> None:
    staff.opens("desk:home")
    staff.looks_over()
    staff.sees(staff.t("Look after a visitor now"), "Terry Moss")
    staff.follows(staff.t("The visitor has not checked out"))
    staff.arrives(staff.t("An alert"))
    staff.sees(PLAN, "12 Mill Street", "The side door; the bell is broken", "519-555-0142")
    staff.presses(staff.t("I look into it"))
    staff.arrives(staff.t("An alert"))


def when_staff_close_it(staff: Visitor) -> None:
    """First without a word, as it happens."""
    staff.presses(staff.t("Close the alert"))
    staff.arrives(staff.t("An alert"), error=True)
    staff.writes(staff.t("What had happened?"), "Her battery was empty. All is well.")
    staff.presses(staff.t("Close the alert"))
    staff.arrives(staff.t("Visits"))
    staff.does_not_see(staff.t("Look after a visitor now"))


def test_missed_check_out_reaches_staff(world: World, enter: Enter, phones: Network, time_machine: Any) -> None:
    visit = given_a_visit(world)
    visitor = enter(user=world.champion.person.user)
    time_machine.move_to(START)
    when_the_visitor_arrives(visitor)
    when_nothing_is_heard(world, phones, time_machine)
    assert Alert.objects.get().raised_at - ASKED_AT < safety.ALERT_AFTER + MINUTE
    staff = enter(user=world.coordinator, viewport=DESK)
    then_staff_see_the_plan(staff)
    phones.handset.text(TERRY, LINE, {"en": "1", "fr": "1"}[world.language])
    when_it_is(ASKED_AT + 12 * MINUTE, time_machine, phones)
    assert texts_to(GRACES, phones)[-1].startswith(NEWS[world.language])
    staff.page.reload()
    staff.arrives(staff.t("An alert"))
    staff.sees(staff.t("We have heard from the visitor since: all is well."))
    when_staff_close_it(staff)
    visit.refresh_from_db()
    assert (visit.state, Alert.objects.get().state) == (VisitState.HAPPENED, AlertState.CLOSED)


def test_visitor_leaves_and_says_how_it_was(world: World, enter: Enter, phones: Network, time_machine: Any) -> None:
    """By taps alone; the address is gone with the check-out, and nobody is woken."""
    visit = given_a_visit(world)
    time_machine.move_to(START)
    visitor = enter(user=world.champion.person.user)
    when_the_visitor_arrives(visitor)
    time_machine.move_to(END)
    visitor.presses(visitor.t("I have left"))
    visitor.arrives(visitor.t("How was the visit?"))
    visitor.chooses(visitor.t("☺ Good"))
    visitor.writes(visitor.t("Is there anything that staff should follow up?"), "A chair is broken.")
    visitor.presses(visitor.t("Save"), within=visitor.main)
    visitor.arrives(visitor.t("My work as a Health Champion"))
    visitor.opens("my_visits:visit", visit.public_id)
    visitor.arrives(visitor.t("A visit"))
    visitor.does_not_see("12 Mill Street")
    when_it_is(ASKED_AT + 30 * MINUTE, time_machine, phones)
    assert (texts_to(TERRY, phones), texts_to(GRACES, phones)) == ([], [])
    staff = enter(user=world.coordinator, viewport=DESK)
    staff.opens("desk_visits:today")
    staff.arrives(staff.t("Visits"))
    staff.sees("A chair is broken.")
    staff.presses(staff.t("It is looked after"))
    staff.arrives(staff.t("Visits"))
    staff.does_not_see("A chair is broken.")
    assert world.champion.hours.get().minutes in range(58, 63)


def test_visits_are_planned_for_every_second_week(world: World, enter: Enter, phones: Network) -> None:
    """First nothing filled in, as it happens; nothing typed is lost."""
    visit = given_a_visit(world)
    visitor = enter(user=world.champion.person.user)
    visitor.opens("my_champion:home")
    visitor.follows(visitor.t("Plan visits with %(name)s", name="Rosa"))
    visitor.arrives(visitor.t("Plan visits"))
    visitor.presses(visitor.t("Plan"), within=visitor.main)
    visitor.arrives(visitor.t("Plan visits"), error=True)
    for box, value in enumerate(("15", "12", "2026")):
        visitor.writes_into(f"#id_day_{box}", value)
    visitor.writes(visitor.t("Starts at"), "14:00")
    visitor.page.select_option("#id_minutes", "60")
    visitor.chooses(visitor.t("Every second week"))
    visitor.page.select_option("#id_count", "3")
    visitor.presses(visitor.t("Plan"), within=visitor.main)
    visitor.arrives(visitor.t("My work as a Health Champion"))
    days = [one.local_start.date().isoformat() for one in Visit.objects.for_rows().order_by("starts_at")]
    assert days == [visit.starts_at.date().isoformat(), "2026-12-15", "2026-12-29", "2027-01-12"]
