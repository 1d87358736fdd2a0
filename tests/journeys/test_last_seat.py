"""Two people want the last seat; then the first cannot come."""

from datetime import date, time

from activities.models import Session
from activities.services import bookings
from core.actors import Channel, person_actor
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.people import PersonFactory
from tests.journeys import going
from tests.journeys.conftest import Enter
from tests.journeys.visitor import Visitor
from tests.journeys.world import World


def given_a_date_with_one_seat_left(world: World) -> Session:
    group = ActivityFactory(
        centre=world.centre, venue=world.venue, start_date=date(2026, 12, 18), start_time=time(13, 30), capacity=2
    )
    session = SessionFactory(activity=group, day=group.start_date)
    first = PersonFactory(centres=[world.centre])
    bookings.book(session=session, person=first, channel=Channel.WEB, by=person_actor(first.pk))
    return session


def when_they_write_the_form(visitor: Visitor, session: Session, name: str) -> None:
    visitor.opens("signup:start", session.public_id)
    visitor.arrives(visitor.t("Sign up"))
    visitor.sees(visitor.t("One place is left. If you bring someone, we put you both on the waiting list."))
    going.fill_in(visitor, name=name, email=f"{name.split()[0].lower()}@example.org")


def when_they_send_it(visitor: Visitor) -> None:
    visitor.presses(visitor.t("Sign up"), within=visitor.main)
    visitor.arrives(visitor.t("My place"))


def then_they_wait_in_first_place(visitor: Visitor) -> None:
    visitor.sees(
        visitor.t("While you were writing, the last place went to somebody else. You are on the waiting list."),
        visitor.t("You are on the waiting list"),
        visitor.t(
            "You are %(position)s in line. When a place is free, we hold it for you and tell you.",
            position=visitor.t("first"),
        ),
    )


def when_they_give_the_place_back(visitor: Visitor) -> None:
    visitor.follows(visitor.t("I cannot come"))
    visitor.arrives(visitor.t("Give my place back"))
    visitor.presses(visitor.t("Yes, give my place back"))
    visitor.arrives(visitor.t("My place"))
    visitor.sees(visitor.t("You have no place on this date"))


def then_they_take_the_offered_place(visitor: Visitor) -> None:
    visitor.page.reload()
    visitor.arrives(visitor.t("My place"))
    visitor.sees(visitor.t("A place is free for you"))
    visitor.presses(visitor.t("Yes, I would like the place"))
    visitor.arrives(visitor.t("My place"))
    visitor.sees(visitor.t("You have a place"))


def test_last_seat_goes_to_one_and_then_to_the_other(world: World, enter: Enter) -> None:
    session = given_a_date_with_one_seat_left(world)
    joan, pat = enter(), enter()
    when_they_write_the_form(joan, session, "Joan Tremblay")
    when_they_write_the_form(pat, session, "Pat Walker")
    when_they_send_it(joan)
    when_they_send_it(pat)
    joan.sees(joan.t("You have a place"))
    then_they_wait_in_first_place(pat)
    when_they_give_the_place_back(joan)
    then_they_take_the_offered_place(pat)
    session.refresh_from_db()
    assert session.seats_taken == 2
