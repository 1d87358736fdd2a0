"""A stranger gets a place without an account, comes back by the link alone, changes something, and gives it back."""

from datetime import date, time

from activities.models import Booking, BookingState, Session
from people.models import Person
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.journeys import going
from tests.journeys.conftest import Enter
from tests.journeys.visitor import Visitor
from tests.journeys.world import World


def given_a_group_at_a_centre_that_finds_lifts(world: World) -> Session:
    world.centre.arranges_lifts = True
    world.centre.save()
    group = ActivityFactory(
        centre=world.centre, venue=world.venue, start_date=date(2026, 12, 18), start_time=time(13, 30), capacity=5
    )
    return SessionFactory(activity=group, day=group.start_date)


def when_they_sign_up_and_say_what_they_need(visitor: Visitor, session: Session) -> None:
    visitor.opens("signup:start", session.public_id)
    visitor.arrives(visitor.t("Sign up"))
    going.fill_in(visitor, name="Joan Tremblay", email="joan@example.org")
    visitor.writes(visitor.t("Is there anything that would help you take part?"), "Large print, please")
    visitor.chooses(visitor.t("The group's leader may see this"))
    visitor.chooses(visitor.t("I would like a lift"))
    visitor.presses(visitor.t("Sign up"), within=visitor.main)
    visitor.arrives(visitor.t("My place"))


def then_the_link_alone_opens_the_place(visitor: Visitor, room: str) -> None:
    visitor.context.clear_cookies()
    visitor.page.reload()
    visitor.arrives(visitor.t("My place"))
    visitor.sees(
        visitor.t("You have a place"),
        room,
        "Large print, please",
        visitor.t("You would like a lift. The centre calls you about it."),
        visitor.t("Confirm your number or address first"),
    )


def when_they_bring_someone_and_come_on_their_own(visitor: Visitor) -> None:
    visitor.follows(visitor.t("Change something"))
    visitor.arrives(visitor.t("Change something"))
    visitor.chooses(visitor.t("I am bringing someone"))
    visitor.chooses(visitor.t("I come on my own"))
    visitor.presses(visitor.t("Save"))
    visitor.arrives(visitor.t("My place"))
    visitor.sees(visitor.t("You and someone you bring"))


def when_they_give_it_back(visitor: Visitor) -> None:
    visitor.follows(visitor.t("I cannot come"))
    visitor.arrives(visitor.t("Give my place back"))
    visitor.presses(visitor.t("Yes, give my place back"))
    visitor.arrives(visitor.t("My place"))
    visitor.sees(visitor.t("You have no place on this date"), visitor.t("Sign up again"))


def test_stranger_joins_and_cancels_by_link(world: World, enter: Enter) -> None:
    session = given_a_group_at_a_centre_that_finds_lifts(world)
    visitor = enter()
    when_they_sign_up_and_say_what_they_need(visitor, session)
    then_the_link_alone_opens_the_place(visitor, world.venue.name_fr if world.language == "fr" else "The Lamp Room")
    when_they_bring_someone_and_come_on_their_own(visitor)
    booking = Booking.objects.get()
    assert (booking.state, booking.seats, booking.wants_lift) == (BookingState.CONFIRMED, 2, False)
    when_they_give_it_back(visitor)
    session.refresh_from_db()
    assert (session.seats_taken, Person.objects.get().access_needs) == (0, "Large print, please")


def test_group_by_invitation_stays_closed_to_a_stranger_with_the_address(world: World, enter: Enter) -> None:
    group = ActivityFactory(centre=world.centre, venue=world.venue, join_mode="invitation", title_en="A quiet table")
    session = SessionFactory(activity=group, day=group.start_date)
    visitor = enter()
    visitor.opens("activities:detail", slug=group.slug)
    visitor.arrives(group.title_fr if world.language == "fr" else group.title_en)
    visitor.follows(visitor.t("I have been invited"))
    visitor.arrives(visitor.t("Sign up"))
    visitor.sees(visitor.t("To join this group, please call the centre."))
    assert visitor.main.locator("form").count() == 0
    assert session.bookings.count() == 0
