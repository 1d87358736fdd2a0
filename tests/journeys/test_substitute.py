"""A leader cannot come: asked from their telephone, answered by text, and the date shows who stands in."""

from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from activities.leading_notices import ask_token
from activities.models import Session
from activities.services import substitutes
from centres.models import Centre
from champions.models import Champion
from core.actors import Role
from notifications import parts
from notifications.models import Preferences
from notifications.services.delivery import deliver_due
from people.models.contact import ContactKind
from tests.activities.leading_world import acting
from tests.factories.activities import ActivityFactory, SessionFactory
from tests.factories.champions import ChampionFactory
from tests.factories.people import ContactPointFactory, StaffRoleFactory
from tests.fakes.signed import LINE, TOKEN, Handset
from tests.fakes.texts import KeptTexts
from tests.journeys.conftest import Enter
from tests.journeys.visitor import DESK, Visitor
from tests.journeys.world import TORONTO, World

CO_LEADER, HELPER, OTHER = "+16135550171", "+16135550172", "+16135550173"


@pytest.fixture(autouse=True)
def _line(world: World, settings: Settings) -> None:
    """The centre has a line for texts, and its provider's signatures are believed."""
    settings.TWILIO_AUTH_TOKEN = TOKEN
    Centre.objects.filter(pk=world.centre.pk).update(line_number=LINE)


def given_a_group_of_two_leaders(world: World) -> Session:
    co_leader = given_a_champion(world, "Joan Tremblay", CO_LEADER)
    group = ActivityFactory(
        centre=world.centre,
        venue=world.venue,
        leaders=[world.champion, co_leader],
        title_en="Card Night",
        title_fr="Soirée de cartes",
        start_date=date(2026, 12, 15),
        start_time=time(13, 30),
    )
    return SessionFactory(activity=group, day=group.start_date)


def given_a_champion(world: World, name: str, number: str) -> Champion:
    """Who reads texts at any hour."""
    champion = ChampionFactory(centre=world.centre, person__name=name, person__language=world.language)
    ContactPointFactory(person=champion.person, kind=ContactKind.MOBILE, value=number)
    Preferences.objects.create(person=champion.person, quiet_from=time(0), quiet_until=time(0))
    return champion


def given_somebody_who_helps_out(world: World, session: Session, name: str, number: str) -> Champion:
    champion = given_a_champion(world, name, number)
    Champion.objects.filter(pk=champion.pk).update(helps_out=True)
    return champion


def when_the_leader_asks(leader: Visitor) -> None:
    leader.opens("my:home")
    leader.follows(leader.t("My work as a Health Champion"))
    leader.arrives(leader.t("My work as a Health Champion"))
    leader.follows(leader.t("Find somebody who stands in"))
    leader.arrives(leader.t("Find somebody who stands in"))
    leader.presses(leader.t("Ask for me"))
    leader.arrives(leader.t("Find somebody who stands in"))
    leader.sees(leader.t("We ask for you, and tell you who says yes."))


def last_text(texts: type[KeptTexts], number: str) -> str:
    deliver_due(now=timezone.now())
    return [words for to, words in texts.sent if to == number][-1]


def then_they_see_who_stands_in(leader: Visitor, name: str) -> None:
    leader.opens("my_champion:home")
    leader.arrives(leader.t("My work as a Health Champion"))
    leader.sees(leader.t("%(name)s stands in", name=name))


def test_substitute_is_found_by_text(world: World, enter: Enter, texts: type[KeptTexts]) -> None:
    session = given_a_group_of_two_leaders(world)
    given_somebody_who_helps_out(world, session, "Ana Silva", HELPER)
    given_somebody_who_helps_out(world, session, "Sam Roy", OTHER)
    leader = enter(user=world.champion.person.user)
    when_the_leader_asks(leader)

    asked = last_text(texts, CO_LEADER)
    english = world.language == "en"
    assert ("Answer 1 if you can, 2 if you cannot." if english else "Répondez 1 si vous pouvez") in asked
    thanks = Handset(CO_LEADER).text("2")
    assert thanks.startswith("That is fine." if english else "C'est bien ainsi.")

    assert ("Card Night" if english else "Soirée de cartes") in last_text(texts, HELPER)
    said = Handset(HELPER).text("1")
    assert said.startswith("Thank you! You stand in: " if english else "Merci! Vous faites le remplacement")
    too_late = Handset(OTHER).text("1")
    assert too_late.startswith(parts.plain(leader.t("Somebody stands in already. Thank you: you need do nothing.")))

    then_they_see_who_stands_in(leader, "Ana Silva")
    session.refresh_from_db()
    assert session.substitute is not None
    assert session.substitute.person.name == "Ana Silva"


def test_whoever_was_asked_answers_on_a_page(world: World, enter: Enter, texts: type[KeptTexts]) -> None:
    session = given_a_group_of_two_leaders(world)
    session.activity.leaders.set([world.champion])
    helper = given_somebody_who_helps_out(world, session, "Ana Silva", HELPER)
    link = asked_by_link(world, session)
    reader = enter()
    reader.page.goto(f"{reader.site}{reader.address('stand_in:show', link)}")
    reader.arrives(reader.t("Can you stand in?"))
    reader.presses(reader.t("No, I cannot"))
    reader.arrives(reader.t("Can you stand in?"))
    reader.presses(reader.t("Yes, I can"))
    reader.arrives(reader.t("Can you stand in?"))
    thanks = "Thank you! You stand in. You find everything on your page. If something comes up, please call us."
    reader.sees(reader.t(thanks))
    session.refresh_from_db()
    assert session.substitute == helper


def asked_by_link(world: World, session: Session) -> str:
    search = substitutes.seek(session, by=acting(world.champion))
    return ask_token(search.asks.select_related("champion").get())


def test_staff_step_in_where_nobody_was_found(world: World, enter: Enter, time_machine: Any) -> None:
    session = given_a_group_of_two_leaders(world)
    leader = enter(user=world.champion.person.user)
    when_the_leader_asks(leader)
    time_machine.move_to(datetime(2026, 12, 14, 14, tzinfo=TORONTO))
    substitutes.look_after(now=timezone.now())
    user = StaffRoleFactory(centre=world.centre, role=Role.COORDINATOR, user__language=world.language).user
    staff = enter(user=user, viewport=DESK)
    staff.opens("desk:home")
    staff.looks_over()
    staff.sees(staff.t("Nobody found: please help"))
    panel = staff.main.locator("section, article, div").filter(has_text=staff.t("Substitutes wanted")).last
    staff.follows("Card Night" if staff.language == "en" else "Soirée de cartes", within=panel)
    staff.arrives(staff.t("Find somebody who stands in"))
    staff.sees("Joan Tremblay", staff.t("no answer yet"))
    assert session.activity.leaders.count() == 2
