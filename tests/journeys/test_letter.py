"""What comes by e-mail: the way back to one's place, and the way to get no more of it."""

import re
from urllib.parse import urlsplit

from django.core import mail

from activities.models import Booking
from notifications.services import delivery
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.journeys import going
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World


def given_somebody_who_signed_up(world: World, joan: Visitor) -> None:
    group = ActivityFactory(centre=world.centre, venue=world.venue)
    joan.opens("signup:start", SessionFactory(activity=group, day=group.start_date).public_id)
    going.fill_in(joan, name="Joan Tremblay", email="joan@example.org")
    joan.presses(joan.t("Sign up"), within=joan.main)
    joan.arrives(joan.t("My place"))
    joan.context.clear_cookies()


def links_in_the_letter() -> list[str]:
    delivery.deliver_due()
    [letter] = mail.outbox
    assert letter.to == ["joan@example.org"]
    return [urlsplit(link).path for link in re.findall(r"https?://\S+", letter.body)]


def when_they_follow_it_to_their_place(joan: Visitor, path: str) -> None:
    joan.page.goto(joan.site + path)
    joan.arrives(joan.t("My place"))
    joan.sees(joan.t("You have a place"))


def when_they_want_no_more_of_these(joan: Visitor, path: str) -> None:
    joan.page.goto(joan.site + path)
    joan.arrives(joan.t("No more messages about your places?"))
    joan.presses(joan.t("Stop the messages"))
    joan.arrives(joan.t("You get no more messages from us"))


def then_the_desk_sees_what_was_sent(coordinator: Visitor) -> None:
    booking = Booking.objects.get()
    coordinator.opens("desk:person", public_id=booking.person.public_id)
    coordinator.arrives(coordinator.t("A person’s record"))
    coordinator.sees(coordinator.t("Messages to them"), coordinator.t("You have a place"))
    sent = coordinator.t("sent by e-mail")
    coordinator.sees(sent[:1].upper() + sent[1:])


def test_letter_leads_to_the_place_and_can_be_stopped(world: World, enter: Enter) -> None:
    coordinator, joan = enter(user=world.coordinator, viewport=DESK), enter()
    given_somebody_who_signed_up(world, joan)
    place, stop = links_in_the_letter()
    when_they_follow_it_to_their_place(joan, place)
    when_they_want_no_more_of_these(joan, stop)
    then_the_desk_sees_what_was_sent(coordinator)
