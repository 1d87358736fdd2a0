"""Somebody without an account puts their dates into their calendar, gives it a new address, and ends it."""

from urllib.parse import urlsplit

import icalendar
from django.test import Client

from calendars.models import Scope, Subscription
from core.actors import SYSTEM
from people.models import Person
from people.services import links
from tests.factories.activities import ActivityFactory, BookingFactory, SessionFactory
from tests.factories.people import PersonFactory
from tests.journeys.conftest import Enter
from tests.journeys.hands import Keyboard
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World


def given_somebody_with_a_place(world: World) -> Person:
    person = PersonFactory(name="Joan Tremblay", language=world.language, centres=[world.centre])
    activity = ActivityFactory(centre=world.centre, venue=world.venue, title_en="Cards", title_fr="Cartes")
    BookingFactory(person=person, session=SessionFactory(activity=activity))
    return person


def when_they_open_their_page(joan: Visitor, person: Person) -> None:
    joan.page.goto(links.make(person=person, by=SYSTEM).address)
    joan.presses(joan.t("Open my page"), within=joan.main)
    joan.arrives(joan.t("My page"))


def when_they_make_a_calendar(joan: Visitor) -> str:
    joan.follows(joan.t("Set up a calendar"))
    joan.arrives(joan.t("My calendars"))
    joan.follows(joan.t("Make a calendar"))
    joan.arrives(joan.t("A new calendar"))
    joan.presses(joan.t("Make the address"))
    return then_they_see_its_address(joan)


def then_they_see_its_address(joan: Visitor) -> str:
    joan.arrives(joan.t("Your calendar’s address"))
    joan.sees("Google", "Outlook.com", joan.t("We show it this once. Put it into your calendar program now."))
    return joan.page.locator("#calendar-address").input_value()


def then_a_program_reads(address: str, title: str) -> None:
    response = Client().get(urlsplit(address).path)
    assert [str(event["summary"]) for event in icalendar.Calendar.from_ical(response.content).events] == [title]


def then_it_opens_nothing(address: str) -> None:
    assert Client().get(urlsplit(address).path).status_code == 404


def when_they_want_discreet_titles(joan: Visitor) -> None:
    joan.follows(joan.t("My calendars"))
    joan.arrives(joan.t("My calendars"))
    joan.follows(joan.t("Change what it shows"))
    joan.arrives(joan.t("Change what it shows"))
    joan.chooses(joan.t("Discreet titles for everything"))
    joan.presses(joan.t("Save"))
    joan.arrives(joan.t("My calendars"))


def test_own_calendar_from_address_to_end(world: World, enter: Enter) -> None:
    person = given_somebody_with_a_place(world)
    joan = enter(hands=Keyboard)
    when_they_open_their_page(joan, person)
    first = when_they_make_a_calendar(joan)
    then_a_program_reads(first, "Cartes" if world.language == "fr" else "Cards")
    when_they_want_discreet_titles(joan)
    centre = world.centre.name_fr if world.language == "fr" else world.centre.name_en
    then_a_program_reads(first, joan.t("Group at %(centre)s", centre=centre))
    joan.presses(joan.t("Give it a new address"))
    second = then_they_see_its_address(joan)
    then_it_opens_nothing(first)
    joan.follows(joan.t("My calendars"))
    joan.presses(joan.t("End it"))
    joan.arrives(joan.t("My calendars"))
    joan.sees(joan.t("No calendar yet"))
    then_it_opens_nothing(second)


def test_staff_choose_among_three_and_need_no_scripts(world: World, enter: Enter) -> None:
    staff = enter(user=world.coordinator, viewport=DESK, scripts=False)
    staff.opens("my_calendars:new")
    staff.arrives(staff.t("A new calendar"))
    centre = world.centre.name_fr if world.language == "fr" else world.centre.name_en
    staff.chooses(staff.t("Everything at %(centre)s", centre=centre))
    staff.presses(staff.t("Make the address"))
    staff.arrives(staff.t("Your calendar’s address"))
    assert staff.page.locator("[data-copies]").is_visible() is False
    assert Subscription.objects.get().scope == Scope.CENTRE


def test_agenda_of_a_kind_can_be_subscribed_to(world: World, enter: Enter) -> None:
    given_somebody_with_a_place(world)
    visitor = enter()
    visitor.opens("activities:agenda")
    visitor.arrives(visitor.t("What is on"))
    visitor.opens_up(visitor.t("Town, kind of group, language"))
    visitor.page.locator("#id_kind").select_option("social")
    visitor.presses(visitor.t("Show"), within=visitor.page.locator("details.pl-filters"))
    visitor.arrives(visitor.t("What is on"))
    visitor.opens_up(visitor.t("Add it to a telephone, with its camera"))
    visitor.opens_up(visitor.t("How soon does a change show?"))
    visitor.looks_over()
    assert visitor.page.locator("#calendar-address").input_value().endswith(f"/kind/social.{world.language}.ics")
