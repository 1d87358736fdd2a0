"""A lift: asked for with a place, given to a driver at the desk, and on the driver's run sheet the day before."""

from datetime import timedelta
from typing import Any

from activities.models import Booking
from activities.services import bookings
from core.actors import SYSTEM, Channel
from matches.models import Lift, LiftState
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.people import ContactPointFactory, PersonFactory
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import MONDAY, World

DAY = MONDAY.date() + timedelta(days=2)


def given_a_wish(world: World) -> Booking:
    """Rosa comes to the cards on Wednesday, and would like a lift; Terry drives."""
    assert world.champion.is_active
    world.centre.arranges_lifts = True
    world.centre.save()
    group = ActivityFactory(
        centre=world.centre, venue=world.venue, title_en="Cards", title_fr="Cartes", start_date=DAY
    )
    person = PersonFactory(name="Rosa Diaz", centres=[world.centre])
    ContactPointFactory(person=person)
    session = SessionFactory(activity=group, day=DAY)
    return bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM, wants_lift=True)


def when_staff_arrange_it(staff: Visitor) -> None:
    """First without an address, as it happens; what was filled in stays."""
    staff.opens("desk:home")
    staff.looks_over()
    staff.follows(staff.t("See all lifts"))
    staff.arrives(staff.t("Lifts"))
    staff.follows(staff.t("Arrange a lift"), within=staff.main)
    staff.arrives(staff.t("A lift"))
    staff.presses(staff.t("Save"), within=staff.main)
    staff.arrives(staff.t("A lift"), error=True)
    staff.writes(staff.t("From where?"), "12 Mill Street, Maple Falls")
    staff.chooses(staff.t("a walker"))
    staff.presses(staff.t("Save"), within=staff.main)
    staff.arrives(staff.t("A lift"))
    staff.sees(staff.t("Nothing else that day"))
    staff.chooses("Terry Moss")
    staff.presses(staff.t("Give it to them"))
    staff.arrives(staff.t("Lifts"))
    staff.sees(staff.t("%(name)s drives", name="Terry Moss"))


def then_the_driver_sees_neither_who_nor_where(driver: Visitor) -> None:
    driver.opens("my_champion:home")
    driver.arrives(driver.t("My work as a Health Champion"))
    driver.sees(driver.t("You see who and where from the day before."))
    driver.does_not_see("Rosa", "12 Mill Street")


def then_the_run_sheet_is_there(driver: Visitor) -> None:
    driver.opens("my_champion:home")
    driver.hands.push(driver.main.locator(".pl-row a").first)
    driver.arrives(driver.t("Run sheet"))
    driver.sees("Rosa", "12 Mill Street", driver.t("a walker"), driver.t("Print the run sheet"))
    driver.does_not_see("Diaz")


def when_the_driver_is_done(driver: Visitor) -> None:
    driver.opens("my_lifts:sheet", DAY.year, DAY.month, DAY.day)
    driver.follows(driver.t("Done, or nobody came"))
    driver.arrives(driver.t("How did it go?"))
    driver.writes(driver.t("Minutes on the way"), "50")
    driver.presses(driver.t("Done"), within=driver.main)
    driver.arrives(driver.t("My work as a Health Champion"))
    driver.opens("my_lifts:sheet", DAY.year, DAY.month, DAY.day)
    driver.arrives(driver.t("Run sheet"))
    driver.does_not_see("12 Mill Street")


def test_lift_from_the_wish_to_the_thanks(world: World, enter: Enter, time_machine: Any) -> None:
    given_a_wish(world)
    when_staff_arrange_it(enter(user=world.coordinator, viewport=DESK))
    driver = enter(user=world.champion.person.user)
    then_the_driver_sees_neither_who_nor_where(driver)
    time_machine.move_to(MONDAY + timedelta(days=1))
    then_the_run_sheet_is_there(driver)
    time_machine.move_to(MONDAY + timedelta(days=2, hours=5))
    when_the_driver_is_done(driver)
    assert Lift.objects.get().state == LiftState.DONE
    assert world.champion.hours.get().minutes == 50
