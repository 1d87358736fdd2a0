"""A leader moves one date by themselves; and asks for a new room, which the coordinator looks at, does and answers."""

from datetime import date, time
from typing import Any

import pytest

from activities.models import Booking, Session
from activities.services import bookings
from centres.models import Venue
from core.actors import SYSTEM, Channel
from people.services import persons
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.centres import VenueFactory
from tests.journeys.conftest import Enter
from tests.journeys.hands import WAYS
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import World

WHY = "The stairs are hard for two of us."


def given_a_group(world: World) -> Session:
    Venue.objects.filter(pk=world.venue.pk).update(opens=time(9), closes=time(17))
    group = ActivityFactory(
        centre=world.centre,
        venue=world.venue,
        leaders=[world.champion],
        title_en="Card Night",
        title_fr="Soirée de cartes",
        start_date=date(2026, 12, 15),
        start_time=time(13, 30),
    )
    session = SessionFactory(activity=group, day=group.start_date)
    person = persons.register(name="Maria Santos", centre=world.centre, contact="maria@example.org", by=SYSTEM)
    bookings.book(session=session, person=person, channel=Channel.DESK, by=SYSTEM)
    return session


def when_the_leader_opens_a_date(leader: Visitor, session: Session) -> None:
    leader.opens("my:home")
    leader.follows("Card Night" if leader.language == "en" else "Soirée de cartes", within=leader.main)
    leader.arrives(leader.t("A group that I lead"))
    leader.sees(leader.t("You do this by yourself:"))
    leader.follows(leader.t("Change"), within=leader.main.locator(".pl-row").first)
    leader.arrives(leader.t("Change this date"))


def when_they_move_it_by_a_day(leader: Visitor) -> None:
    leader.writes_into("[name=day_day]", "16")
    leader.presses(leader.t("Next: see what it means"))
    leader.arrives(leader.t("Change this date?"))
    leader.does_not_see("Maria", "maria@example.org")
    leader.presses(leader.t("Yes, do this"))
    leader.arrives(leader.t("A group that I lead"))
    leader.sees(leader.t("The date is changed."))


def when_they_wish_for_another_room(leader: Visitor, room: Venue) -> None:
    leader.page.get_by_label(leader.t("Room or place")).select_option(str(room.pk))
    leader.presses(leader.t("Next: see what it means"))
    leader.arrives(leader.t("Change this date?"))
    leader.sees(leader.t("Staff decide about rooms and places."))
    leader.writes(leader.t("A word to staff"), WHY)
    leader.presses(leader.t("Ask staff"))
    leader.arrives(leader.t("What I asked staff for"))
    leader.sees(WHY, leader.t("with staff").capitalize())


def when_the_coordinator_does_it(colleague: Visitor, room: Venue) -> None:
    colleague.opens("desk:home")
    colleague.follows(colleague.t("See all requests of leaders"))
    colleague.arrives(colleague.t("Leaders ask"))
    colleague.follows("Card Night" if colleague.language == "en" else "Soirée de cartes", within=colleague.main)
    colleague.arrives(colleague.t("Change a date"))
    colleague.sees(WHY, room.name_en if colleague.language == "en" else room.name_fr, "Terry Moss")
    colleague.follows(colleague.t("See what it means"), within=colleague.main)
    colleague.arrives(colleague.t("Change this date"))
    colleague.sees(WHY)
    colleague.presses(colleague.t("Next: see what it means"))
    colleague.arrives(colleague.t("Change this date?"))
    colleague.sees("Maria Santos")
    colleague.presses(colleague.t("Yes, do this"))
    colleague.arrives(colleague.t("An activity"))
    colleague.sees(colleague.t("Whoever asked is told that it is done."))


def then_the_leader_reads_the_answer(leader: Visitor) -> None:
    leader.opens("my_champion:home")
    rows = leader.main.locator(".pl-row").filter(has_text=leader.t("Change a date"))
    leader.hands.push(rows.get_by_role("link"))
    leader.arrives(leader.t("What I asked staff for"))
    leader.sees(leader.t("done").capitalize())


@pytest.mark.parametrize("way", [WAYS["by keyboard"], WAYS["without scripts"]], ids=["keyboard", "no scripts"])
def test_leader_moves_one_date(world: World, enter: Enter, way: dict[str, Any]) -> None:
    session = given_a_group(world)
    leader = enter(user=world.champion.person.user, **way)
    when_the_leader_opens_a_date(leader, session)
    when_they_move_it_by_a_day(leader)
    session.refresh_from_db()
    assert (session.day, session.local_start.time()) == (date(2026, 12, 16), time(13, 30))
    assert Booking.objects.get().session == session


def test_leader_asks_for_a_room_and_reads_that_it_is_done(world: World, enter: Enter) -> None:
    session = given_a_group(world)
    room = VenueFactory(centre=world.centre, name_en="The Garden Room", name_fr="La Salle du Jardin")
    leader = enter(user=world.champion.person.user)
    when_the_leader_opens_a_date(leader, session)
    when_they_wish_for_another_room(leader, room)
    with_desk = enter(user=world.coordinator, viewport=DESK)
    when_the_coordinator_does_it(with_desk, room)
    then_the_leader_reads_the_answer(leader)
    session.refresh_from_db()
    assert session.venue == room
