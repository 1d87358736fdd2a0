"""Two people wait for the one place: the first takes what is offered, or is silent, and it goes to the second."""

from datetime import date, time, timedelta
from typing import Any

from activities.models import Booking, BookingState, Session
from activities.services import bookings, waiting
from core import clock
from core.actors import Channel, person_actor
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.people import PersonFactory
from tests.journeys import going
from tests.journeys.conftest import Enter
from tests.journeys.visitor import Visitor
from tests.journeys.world import World


def given_a_date_whose_one_place_is_taken(world: World) -> tuple[Session, Booking]:
    group = ActivityFactory(
        centre=world.centre, venue=world.venue, start_date=date(2026, 12, 18), start_time=time(13, 30), capacity=1
    )
    session = SessionFactory(activity=group, day=group.start_date)
    first = PersonFactory(centres=[world.centre])
    by = person_actor(first.pk)
    return session, bookings.book(session=session, person=first, channel=Channel.WEB, by=by)


def when_they_join_the_waiting_list(visitor: Visitor, session: Session, name: str, position: str) -> None:
    visitor.opens("signup:start", session.public_id)
    visitor.arrives(visitor.t("Sign up"))
    visitor.sees(visitor.t("All places are taken."))
    going.fill_in(visitor, name=name, email=f"{name.split()[0].lower()}@example.org")
    visitor.presses(visitor.t("Join the waiting list"), within=visitor.main)
    visitor.arrives(visitor.t("My place"))
    words = "You are %(position)s in line. When a place is free, we hold it for you and tell you."
    visitor.sees(visitor.t(words, position=visitor.t(position)))


def when_the_place_becomes_free(held: Booking) -> None:
    bookings.cancel(held, by=person_actor(held.person_id))


def then_they_are_offered_it(visitor: Visitor) -> None:
    visitor.page.reload()
    visitor.arrives(visitor.t("My place"))
    visitor.sees(visitor.t("A place is free for you"))


def when_they_take_it(visitor: Visitor) -> None:
    visitor.presses(visitor.t("Yes, I would like the place"))
    visitor.arrives(visitor.t("My place"))
    visitor.sees(visitor.t("You have a place"))


def states(session: Session) -> list[str]:
    return [row.state for row in Booking.objects.filter(session=session).order_by("pk")][1:]


def test_offer_accepted(world: World, enter: Enter) -> None:
    session, held = given_a_date_whose_one_place_is_taken(world)
    joan, pat = enter(), enter()
    when_they_join_the_waiting_list(joan, session, "Joan Tremblay", "first")
    when_they_join_the_waiting_list(pat, session, "Pat Walker", "second")
    when_the_place_becomes_free(held)
    then_they_are_offered_it(joan)
    when_they_take_it(joan)
    assert states(session) == [BookingState.CONFIRMED, BookingState.WAITLISTED]


def test_offer_expired_goes_to_the_next_in_line(world: World, enter: Enter, time_machine: Any) -> None:
    session, held = given_a_date_whose_one_place_is_taken(world)
    joan, pat = enter(), enter()
    when_they_join_the_waiting_list(joan, session, "Joan Tremblay", "first")
    when_they_join_the_waiting_list(pat, session, "Pat Walker", "second")
    when_the_place_becomes_free(held)
    then_they_are_offered_it(joan)

    time_machine.move_to(clock.now() + timedelta(hours=25))
    joan.presses(joan.t("Yes, I would like the place"))
    joan.arrives(joan.t("My place"))
    joan.sees(joan.t("This offer is over"))
    waiting.lapse_offers(now=clock.now())

    joan.page.reload()
    joan.arrives(joan.t("My place"))
    joan.sees(joan.t("You have no place on this date"))
    then_they_are_offered_it(pat)
    when_they_take_it(pat)
    assert states(session) == [BookingState.CANCELLED, BookingState.CONFIRMED]
