"""A whole date is called off: first whom it touches, then the calls to those whom nothing written can reach."""

from datetime import date, time

from django.utils.text import capfirst

from activities.models import Session, SessionState
from activities.services import bookings
from core.actors import SYSTEM, Channel
from notifications.models import Call
from people.services import persons
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.journeys.conftest import Enter
from tests.journeys.hands import Keyboard
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World


def given_two_people_with_a_place(world: World) -> Session:
    group = ActivityFactory(
        centre=world.centre, venue=world.venue, start_date=date(2026, 12, 9), start_time=time(13, 30)
    )
    session = SessionFactory(activity=group, day=group.start_date)
    for name, contact in (("Ana Silva", "519-555-0134"), ("Bo Lund", "bo@example.org")):
        known = {"name": name, "contact": contact, "language": world.language}
        person = persons.register(centre=world.centre, by=SYSTEM, **known)
        bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM)
    return session


def when_they_find_the_date_in_the_week(staff: Visitor) -> None:
    staff.opens("desk:home")
    staff.arrives(staff.t("Desk"))
    staff.follows(staff.t("This week"))
    staff.arrives(staff.t("This week"))
    staff.follows(staff.t("Cancel this date"))
    staff.arrives(staff.t("Cancel this date?"))


def then_they_see_whom_it_touches(staff: Visitor, session: Session) -> None:
    staff.sees(
        "Ana Silva",
        "Bo Lund",
        staff.t("Nothing written reaches these in time. Afterwards they are on the list of people to call:"),
    )
    session.refresh_from_db()
    assert session.state == SessionState.SCHEDULED


def when_they_call_it_off(staff: Visitor) -> None:
    staff.writes(staff.t("Why is it cancelled?"), "The boiler is broken")
    staff.presses(staff.t("Cancel this date"), within=staff.main)
    staff.arrives(staff.t("People to call"))


def then_one_call_is_owed_until_somebody_is_reached(staff: Visitor) -> None:
    staff.sees("Ana Silva", "519-555-0134")
    staff.does_not_see("Bo Lund")
    staff.opens_up(staff.t("Add a word about the call"))
    staff.writes(staff.t("A word about the call"), "try again at noon")
    staff.presses(capfirst(staff.t("left a message")))
    staff.arrives(staff.t("People to call"))
    staff.sees("Ana Silva", "try again at noon")
    staff.presses(capfirst(staff.t("spoke with them")))
    staff.arrives(staff.t("People to call"))
    staff.sees(staff.t("Nobody has to be called"))


def test_date_is_called_off_and_everybody_hears_of_it(world: World, enter: Enter) -> None:
    session = given_two_people_with_a_place(world)
    staff = enter(user=world.coordinator, viewport=DESK, hands=Keyboard)
    when_they_find_the_date_in_the_week(staff)
    then_they_see_whom_it_touches(staff, session)
    when_they_call_it_off(staff)
    then_one_call_is_owed_until_somebody_is_reached(staff)
    assert list(Call.objects.order_by("pk").values_list("result", flat=True)) == ["left_message", "reached"]
